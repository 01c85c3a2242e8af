#!/bin/bash
# Stand-in for Kaapana 0.1.3's server_installation.sh, acting on the rehearsal host alone; so, unlike the
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

# asks even in quiet mode
proxy_environment() {
  if [ ! -v http_proxy ]; then
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

VERSION=1.23/stable
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help) echo "see docs"; exit 0 ;;
    -gpu | --enable-gpu) exit 0 ;;
    -os | --operating-system) shift 2 ;;
    -v | --version) VERSION=$2; shift 2 ;;
    -q | --quiet) echo "QUIET-MODE activated!"; shift ;;
    -sv | --switch-version) exit 0 ;;
    --offline-tar-path) shift 2 ;;
    --prepare-offline-snap) shift ;;
    --install-ubuntu-packages | --install-almalinux-packages | --install-certs) exit 0 ;;
    --uninstall) uninstall; exit 0 ;;
    *)
      echo "UNKNOWN ARGUMENT: $1!"
      exit 1
      ;;
  esac
done

proxy_environment
if installed microk8s; then
  echo "microk8s already installed ..."
  echo "-> skipping installation "
else
  install_server "v1.23.17" "$VERSION" "3.7.0" "3.7/stable"
fi
echo " DONE "
