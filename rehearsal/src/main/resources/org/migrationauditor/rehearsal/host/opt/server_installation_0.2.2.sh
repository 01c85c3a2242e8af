#!/bin/bash
# Stand-in for Kaapana 0.2.2's server_installation.sh, acting on the rehearsal host alone; so, unlike the
# real one, it needs no root.
set -euf -o pipefail

# shellcheck source-path=SCRIPTDIR source=../lib/host.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/../lib/host.sh"

uninstall() {
  echo "Uninstalling Helm ..."
  remove_snap helm && echo "DONE" || echo "########################  NOT SUCCESSFUL! ########################"
  echo "Uninstalling microk8s ..."
  remove_snap microk8s && echo "DONE" || echo "########################  NOT SUCCESSFUL! ########################"
  echo ""
  echo "UNINSTALLATION DONE "
}

proxy_environment() {
  echo "Checking proxy settings ..."
  if [ "$QUIET" = "true" ]; then
    echo "QUIET = true"
  elif [ ! -v http_proxy ]; then
    echo "No proxy has been found!"
    while true; do
      read -r -p "Is this correct and you don't need a proxy?" yn
      case $yn in
        [Yy]*) break ;;
        [Nn]*) echo "please configure your system proxy (http_proxy + https_proxy -> /etc/environment)"; exit ;;
        *) echo "Please answer yes or no." ;;
      esac
    done
  fi
}

QUIET=NA
VERSION=1.26/stable
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help) echo "see docs"; exit 0 ;;
    -gpu | --enable-gpu) exit 0 ;;
    -os | --operating-system) shift 2 ;;
    -v | --version) VERSION=$2; shift 2 ;;
    -q | --quiet) echo "QUIET-MODE activated!"; QUIET=true; shift ;;
    --offline) echo "SET OFFLINE_SNAPS: true !"; shift ;;
    --install-ubuntu-packages | --install-almalinux-packages) exit 0 ;;
    --uninstall) uninstall; exit 0 ;;
    *)
      echo "UNKNOWN ARGUMENT: $1!"
      exit 1
      ;;
  esac
done

proxy_environment
if installed microk8s; then
  echo "microk8s is already installed ..."
  echo "-> skipping installation "
  echo "If you want to start-over use the --uninstall parameter first! "
  exit 0
fi
install_server "v1.26.6" "$VERSION" "3.12.2" "latest/stable"
echo " DONE "
