# shellcheck shell=bash disable=SC2154
# Processes of the rehearsal host. Sourced by host.sh, never run.
#
# proc/<pid>/ is as proc(5) has it, as far as it tells which files a process uses: cwd, root, exe, fd/,
# maps, comm, stat. A container's files stand there under their names on the host.

# show_processes: makes proc/ what the state says
show_processes() {
  shown=()
  show_process 1 systemd "$host"
  show_process 640 sshd "$host"
  if installed microk8s; then
    show_process 1204 kubelite "$host"
    show_pods
  fi
  hide_others
}

# show_pods: those that work on the data and have a process
show_pods() {
  if [ ! -e "$state/data" ]; then
    return 0
  fi
  data_dirs
  local fast_now slow_now server_data name kind
  fast_now=$(realpath -m -- "$fast")
  slow_now=$(realpath -m -- "$slow")
  server_data=$slow_now/dcm4che/server_data
  [ -d "$server_data" ] || server_data=$fast_now/dcm4che/server_data
  while IFS=$tab read -r _ name kind; do
    [ "$kind" = service ] || [ "$kind" = stuck ] || continue
    case $name in
      dcm4chee-*)
        show_process 4101 java "$host" "$server_data/log/server.log" "$slow_now/dcm4che/dicom_data/fs1"
        ;;
      postgres-dcm4che-*) show_process 4102 postgres "$fast_now/postgres-dcm4che" ;;
      minio-deployment-*) show_process 4103 minio "$host" "$slow_now/minio/.minio.sys/format.json" ;;
      ldap-*)
        show_process 4104 slapd "$host"
        printf '7f2c00000000-7f2c00010000 rw-s 00000000 00:00 0    %s\n' "$fast_now/ldap/data.mdb" \
          >"$host/proc/4104/maps"
        ;;
    esac
  done <"$state/pods"
}

# show_process <pid> <name> <working folder> <open file>...
show_process() {
  local pid=$1 name=$2 cwd=$3 folder=$host/proc/$1 file fd=3
  shift 3
  shown+=("$pid")
  rm -rf -- "$folder"
  mkdir -p "$folder/fd"
  ln -s -- "$cwd" "$folder/cwd"
  ln -s -- "$host" "$folder/root"
  ln -s -- "$host/usr/bin/$name" "$folder/exe"
  for file in "$@"; do
    ln -s -- "$file" "$folder/fd/$fd"
    fd=$((fd + 1))
  done
  : >"$folder/maps"
  echo "$name" >"$folder/comm"
  echo "$pid ($name) S 1 $pid $pid" >"$folder/stat"
}

# hide_others: processes that ended; last, so that a kill on the way rather leaves one too many
hide_others() {
  local folder
  while IFS= read -r -d '' folder; do
    case " ${shown[*]} " in
      *" ${folder##*/} "*) ;;
      *) rm -rf -- "$folder" ;;
    esac
  done < <(find "$host/proc" -mindepth 1 -maxdepth 1 -name '[0-9]*' -print0)
}
