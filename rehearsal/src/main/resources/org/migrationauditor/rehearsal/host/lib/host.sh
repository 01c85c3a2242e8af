# shellcheck shell=bash
# State of the rehearsal host, shared by its stand-ins. Sourced, never run.
#
# state/snaps       snap <tab> version <tab> channel
# state/releases    release <tab> namespace <tab> chart
# state/namespaces  one a line
# state/pods        namespace <tab> name <tab> kind: basic, service, job or stuck
# state/volumes     persistent volumes, one a line
# state/data        FAST, then SLOW, of the platform that was deployed last
# state/ready_at    milliseconds since 1970 at which a deployed platform is up
#
# Faults, switched on by making the file:
# state/server_uninstall_fails   snap cannot remove microk8s; the script exits 0 all the same
# state/undeploy_leaves_pod      a pod keeps terminating; the script says it is done all the same
# state/preflight_fails          deploy_platform_0.2.2.sh finds a problem and asks, even when quiet
# state/chart_pull_fails         the registry has no chart
# state/deploy_slow_ms           milliseconds from "Deployment done" to ready
# state/re_index_times_out       the index is not emptied within the 2 seconds the client waits
# state/extraction_fails         the first run of service-extract-metadata fails
# state/thumbnail_fails          the first thumbnail is not made; the run succeeds if another follows
# state/selection_empty          the thumbnail workflow is given no series
# state/import_runs              a run of service-process-incoming-dcm never ends
# state/upload_user_stays        the operator says that MinIO's user landing is gone, and it is not
# state/webhook_stays            the same of its webhook dicomsupload
# state/credentials_by_line      the operator writes the registry's name and password where the guide says

host=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
state=$host/state
tab=$'\t'

fault() { [ -e "$state/$1" ]; }

now_ms() { date +%s%3N; }

installed() { [ -e "$state/snaps" ] && grep -q "^$1$tab" "$state/snaps"; }

# what a shell says of a command that is not there
need_snap() {
  if ! installed "$1"; then
    echo "$2: command not found" >&2
    exit 127
  fi
}

table() { [ ! -e "$state/$1" ] || cat "$state/$1"; }

deployed() { table releases | grep -q "^$1$tab$2$tab"; }

ready() { [ ! -e "$state/ready_at" ] || [ "$(now_ms)" -ge "$(cat "$state/ready_at")" ]; }

new_boot_id() {
  local boots id
  boots=$(($(cat "$state/boots") + 1))
  echo "$boots" >"$state/boots"
  id=$(printf '%s %s' "$(cat "$state/boot_seed")" "$boots" | sha256sum)
  echo "${id:0:8}-${id:8:4}-4${id:13:3}-a${id:17:3}-${id:20:12}" >"$host/proc/boot_id"
}

# shellcheck source-path=SCRIPTDIR source=processes.sh
. "$host/lib/processes.sh"

empty_or_missing() { [ ! -d "$1" ] || [ -z "$(ls -A -- "$1")" ]; }

basic_pods() {
  printf 'kube-system\t%s\tbasic\n' calico-kube-controllers-7b9b5f8d5c-x2x4t calico-node-8kq2n \
    coredns-7f9c69c78c-6l5zr hostpath-provisioner-76f65f69ff-9dvqm
}

# install_server <microk8s version> <channel> <helm version> <channel>
install_server() {
  printf 'microk8s\t%s\t%s\nhelm\t%s\t%s\n' "$1" "$2" "$3" "$4" >"$state/snaps"
  mkdir -p "$host/snap/microk8s/common"
  empty_cluster
}

# empty_cluster: MicroK8s runs, and nothing in it but its own
empty_cluster() {
  printf 'kube-system\nkube-public\nkube-node-lease\ndefault\n' >"$state/namespaces"
  basic_pods >"$state/pods"
  show_processes
}

# remove_snap <name>: as `snap remove <name> --purge`; for microk8s all state of the cluster goes
remove_snap() {
  if ! installed "$1"; then
    echo "snap \"$1\" is not installed"
    return 0
  fi
  if [ "$1" = microk8s ] && fault server_uninstall_fails; then
    echo 'error: cannot perform the following tasks:' >&2
    echo '- Remove data for snap "microk8s" (device or resource busy)' >&2
    return 1
  fi
  sed -i "/^$1$tab/d" "$state/snaps"
  if [ "$1" = microk8s ]; then
    rm -rf -- "$host/snap/microk8s"
    rm -f -- "$state/releases" "$state/namespaces" "$state/pods" "$state/volumes" \
      "$state/ready_at" "$state/init_pending"
    show_processes
  fi
  echo "$1 removed"
}

# undeploy_releases <namespace>...: as `helm uninstall` of every release in these namespaces; the
# cluster is empty again when none is left in any
undeploy_releases() {
  need_snap helm helm
  settle
  local namespace release
  for namespace in "$@"; do
    table releases | while IFS=$tab read -r release release_namespace _; do
      if [ "$release_namespace" = "$namespace" ]; then
        sed -i "/^$release$tab$namespace$tab/d" "$state/releases"
        echo "release \"$release\" uninstalled"
      fi
    done
  done
  if [ -s "$state/releases" ]; then
    return 0
  fi
  stop_database
  rm -f -- "$state/releases" "$state/ready_at" "$state/init_pending"
  empty_cluster
  if fault undeploy_leaves_pod; then
    echo store >>"$state/namespaces"
    printf 'store\tdcm4chee-6c9f4bd7d8-kx7vd\tstuck\n' >>"$state/pods"
    show_processes
  fi
}

# start_pods <namespace> <kind> <name>...
start_pods() {
  local namespace=$1 kind=$2
  shift 2
  printf "$namespace\\t%s\\t$kind\\n" "$@" >>"$state/pods"
}

data_dirs() {
  fast=$(sed -n 1p "$state/data")
  slow=$(sed -n 2p "$state/data")
}

# remember_data_dirs <FAST> <SLOW>
remember_data_dirs() { printf '%s\n%s\n' "$1" "$2" >"$state/data"; }

deploy_starts() {
  local delay=0
  fault deploy_slow_ms && delay=$(cat "$state/deploy_slow_ms")
  echo $(($(now_ms) + delay)) >"$state/ready_at"
  touch "$state/init_pending"
}

# own_as_wildfly <path>: the archive's image owns its trees by 1023 where it may
own_as_wildfly() {
  if [ "$(id -u)" = 0 ]; then
    chown -R 1023:1023 -- "$1" 2>/dev/null || true
  fi
}

# a database that ran has other files than before
database_ran() {
  data_dirs
  local control=$fast/postgres-dcm4che/global/pg_control
  if [ -f "$control" ]; then
    date +%s%N | dd of="$control" conv=notrunc status=none
  fi
}

start_database() {
  data_dirs
  database_ran
  printf '1\n/var/lib/postgresql/data\n' >"$fast/postgres-dcm4che/postmaster.pid"
}

stop_database() {
  data_dirs
  if [ -e "$fast/postgres-dcm4che/postmaster.pid" ]; then
    database_ran
    rm -f -- "$fast/postgres-dcm4che/postmaster.pid"
  fi
}

# Runs the init jobs of a 0.2.2 that has become ready. They run in the cluster, after the deploy
# script has ended; here they run at the first look at the cluster that comes late enough.
settle() {
  if [ ! -e "$state/init_pending" ] || ! ready; then
    return 0
  fi
  rm -f -- "$state/init_pending"
  data_dirs
  if deployed kaapana-admin-chart default; then
    send_phantom "$slow/dcm4che/dicom_data/fs1"
    import_folder "$fast/TMP" "$slow/dcm4che/dicom_data/fs1"
    init_minio "$slow/minio"
  fi
}

# send_phantom <fs1>: an archive that has the phantom keeps what it has
send_phantom() {
  local study
  study=$(ls "$host/lib/phantom")
  if [ -d "$1" ] && [ -n "$(find "$1" -mindepth 4 -maxdepth 4 -name "$study" -print -quit)" ]; then
    return 0
  fi
  local day
  day=$1/$(date -u +%Y/%m/%d)
  mkdir -p "$day"
  cp -r -- "$host/lib/phantom/." "$day"
  own_as_wildfly "$1/$(date -u +%Y)"
}

# import_folder <TMP> <fs1>: dicom-init sends what is in each folder and deletes the folder
import_folder() {
  local folder day
  [ -d "$1" ] || return 0
  day=$2/$(date -u +%Y/%m/%d)
  while IFS= read -r -d '' folder; do
    mkdir -p "$day/TMP"
    cp -r -- "$folder" "$day/TMP"
    rm -rf -- "$folder"
  done < <(find "$1" -mindepth 1 -maxdepth 1 -type d -print0)
}

# init_minio <minio>: the bucket and the object of minio-init, and the page of static-website, which
# is written into the folder directly
init_minio() {
  local system=$1/.minio.sys/buckets
  local bucket
  for bucket in uploads staticwebsiteresults; do
    if [ ! -d "$1/$bucket" ]; then
      mkdir -p "$1/$bucket" "$system/$bucket"
      cp -- "$host/lib/minio/$bucket.metadata.bin" "$system/$bucket/.metadata.bin"
    fi
  done
  mkdir -p "$system/uploads/readme.txt"
  cp -- "$host/lib/minio/readme.txt" "$1/uploads/readme.txt"
  cp -- "$host/lib/minio/readme.fs.json" "$system/uploads/readme.txt/fs.json"
  cp -- "$host/lib/minio/index.html" "$1/staticwebsiteresults/index.html"
}

# start_old <FAST> <SLOW>: every volume of 0.1.3 is a hostPath of type DirectoryOrCreate, so a pod
# that starts makes what is missing
start_old() {
  local directory
  for directory in dcm4che/server_data postgres-dcm4che ldap slapd.d elastic-meta \
    postgres-airflow airflow/logs workflows/dags workflows/plugins workflows/data workflows/models \
    ctp ctp/incoming ctp/logs postgres-keycloak tls traefik prometheus extensions; do
    mkdir -p "$1/$directory"
  done
  mkdir -p "$2/dcm4che/dicom_data" "$2/minio"
  record_old "$1" "$2"
  start_database
}

# record_old <FAST> <SLOW>: the cluster's side of a running 0.1.3
record_old() {
  remember_data_dirs "$1" "$2"
  {
    printf 'kube-system\nkube-public\nkube-node-lease\ndefault\n'
    printf '%s\n' kaapana base meta flow flow-jobs monitoring store
  } >"$state/namespaces"
  basic_pods >"$state/pods"
  start_pods kube-system service traefik-5d6f9c-r7k2p oauth2-proxy-6fdc8-hh2lq keycloak-7c9d5-2v8xz \
    postgres-keycloak-5f4b7-q9w6d kube-helm-deployment-66b8-pl3mk
  start_pods store service dcm4chee-6c9f4bd7d8-kx7vd ldap-7b6c5-8dk2s postgres-dcm4che-78f9d-zx6cv \
    minio-deployment-5c6d7-m4n5b
  start_pods flow service airflow-deployment-6d5c4-7h8jk postgres-airflow-5b4c3-9k8lm ctp-7d6f5-4w3xz
  start_pods meta service elastic-meta-deployment-5d4c3-6b7vn
  start_pods monitoring service prometheus-7c6b5-3r4tf
  printf '%s\t%s\t%s\n' kaapana-platform-chart kaapana kaapana-platform-chart-0.1.3 \
    >"$state/releases"
  show_processes
}

# start_new <FAST> <SLOW>: 0.2.2; a component that finds its directory empty starts from nothing
start_new() {
  local component
  for component in postgres-dcm4che postgres-airflow postgres-backend keycloak ldap slapd.d os airflow \
    workflows ctp alembic tls traefik prometheus extensions platforms; do
    start_component "$host/lib/fresh/fast/$component" "$1/$component"
  done
  for component in dcm4che/server_data dcm4che/dicom_data minio; do
    start_component "$host/lib/fresh/slow/$component" "$2/$component"
  done
  remember_data_dirs "$1" "$2"
  {
    printf 'kube-system\nkube-public\nkube-node-lease\ndefault\n'
    printf '%s\n' admin services jobs extensions
  } >"$state/namespaces"
  basic_pods >"$state/pods"
  start_pods admin service traefik-6b7c8-t5r4e oauth2-proxy-7f8d9-w3e2r keycloak-8d9c7-5t6yh \
    postgres-keycloak-9c8b7-6y7uj kube-helm-deployment-7d6f5-8i9ol
  start_pods services service dcm4chee-7d8c9-1q2wa ldap-8c7d6-2w3es postgres-dcm4che-9d8f7-3e4rd \
    minio-deployment-6f5d4-4r5tf airflow-scheduler-7g6f5-5t6yg airflow-webserver-8h7g6-6y7uh \
    opensearch-9j8h7-7u8ij ctp-8k7j6-8i9ok kaapana-backend-9l8k7-9o0pl
  start_pods services job dicom-init-4d5f6 minio-init-5f6g7 init-meta-6g7h8
  {
    printf '%s\t%s\t%s\n' kaapana-admin-chart default kaapana-admin-chart-0.2.2
    printf '%s\t%s\t%s\n' kaapana-platform-chart admin kaapana-platform-chart-0.2.2
  } >"$state/releases"
  printf '%s-pv-volume\n' dcm4che-dicom-data dcm4che-server-data postgres-dcm4che minio \
    postgres-airflow postgres-backend keycloak ldap os-data >"$state/volumes"
  start_database
  show_processes
  deploy_starts
}

# start_component <data of a first start> <directory>
start_component() {
  if empty_or_missing "$2"; then
    mkdir -p "$2"
    cp -r --preserve=mode -- "$1/." "$2"
    case $2 in
      */dcm4che/*) own_as_wildfly "$2" ;;
    esac
  fi
}
