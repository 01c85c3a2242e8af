package org.migrationauditor.app.export;

/**
 * A code of DICOM PS3.15 A.5, with the words that PS3.16 D gives it.
 *
 * @param system {@code DCM}, or {@code RFC-3881} for kinds of names
 */
record AuditCode(String code, String system, String words) {
  static final AuditCode APPLICATION_ACTIVITY = dcm("110100", "Application Activity");
  static final AuditCode AUDIT_LOG_USED = dcm("110101", "Audit Log Used");
  static final AuditCode SECURITY_ALERT = dcm("110113", "Security Alert");

  static final AuditCode APPLICATION_START = dcm("110120", "Application Start");
  static final AuditCode APPLICATION_STOP = dcm("110121", "Application Stop");
  static final AuditCode SOFTWARE_CONFIGURATION = dcm("110131", "Software Configuration");
  static final AuditCode RESTRICTED_FUNCTION = dcm("110132", "Use of Restricted Function");
  static final AuditCode SECURITY_ROLES_CHANGED = dcm("110136", "Security Roles Changed");

  static final AuditCode APPLICATION = dcm("110150", "Application");
  static final AuditCode APPLICATION_LAUNCHER = dcm("110151", "Application Launcher");

  static final AuditCode URI = new AuditCode("12", "RFC-3881", "URI");
  static final AuditCode NODE_ID = dcm("110182", "Node ID");

  private static AuditCode dcm(String code, String words) {
    return new AuditCode(code, "DCM", words);
  }
}
