#!/bin/bash
# Stand-in for Kaapana 0.2.2's deploy_platform.sh: its options, menu, prompts and exit statuses, acting
# on the rehearsal host alone.
set -euf -o pipefail

######################################################
# Main platform configuration
######################################################

PLATFORM_NAME="kaapana-admin-chart" # name of the platform Helm chart
PLATFORM_VERSION="0.2.2"            # Specific version or empty for dialog

CONTAINER_REGISTRY_URL="registry.example.org/kaapana"
CONTAINER_REGISTRY_USERNAME=""
CONTAINER_REGISTRY_PASSWORD=""

GPU_SUPPORT="false"
ADMIN_NAMESPACE="admin"
HELM_NAMESPACE="default"
CHART_PATH=""

FAST_DATA_DIR="@FAST@" # Directory on the server, where stateful application-data will be stored
SLOW_DATA_DIR="@SLOW@" # Directory on the server, where the DICOM images will be stored

# shellcheck source-path=SCRIPTDIR source=../lib/host.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/../lib/host.sh"

delete_deployment() {
  echo "Undeploy releases"
  undeploy_releases "$ADMIN_NAMESPACE" "$HELM_NAMESPACE"
  echo "Waiting until everything is terminated ..."
  if [ ! "$QUIET" = "true" ]; then
    while true; do
      read -r -e -p "Do you also want to remove all Persistent Volumes in the cluster (kubectl delete pv --all)?" -i " yes" yn
      case $yn in
        [Yy]*) echo "Removing all pvs from cluster ..."; rm -f -- "$state/volumes"; break ;;
        [Nn]*) echo "Skipping pv removal ..."; break ;;
        *) echo "Please answer yes or no." ;;
      esac
    done
  else
    echo "QUIET-MODE active!"
    echo "Removing all pvs from cluster ..."
    rm -f -- "$state/volumes"
  fi
  echo "####################################  UNDEPLOYMENT DONE  ############################################"
}

get_domain() {
  if [ -z "${DOMAIN+x}" ]; then
    DOMAIN=$(uname -n)
  fi
  if [ ! "$QUIET" = "true" ]; then
    echo "Please enter the domain (FQDN) of the server." >&2
    read -r -e -p "**** server domain (FQDN): " -i "$DOMAIN" DOMAIN
  else
    echo "QUIET: true -> DOMAIN: $DOMAIN" >&2
  fi
  if [ -z "$DOMAIN" ]; then
    echo "DOMAIN not set!"
    exit 1
  fi
  echo "Server domain (FQDN): $DOMAIN" >&2
}

check_credentials() {
  while [ -z "$CONTAINER_REGISTRY_USERNAME" ] || [ -z "$CONTAINER_REGISTRY_PASSWORD" ]; do
    echo "Please enter the credentials for the Container-Registry!"
    read -r -p '**** username: ' CONTAINER_REGISTRY_USERNAME
    read -r -s -p '**** password: ' CONTAINER_REGISTRY_PASSWORD
  done
  echo "Credentials found!"
}

pull_chart() {
  local attempt
  for attempt in 1 2 3 4 5; do
    echo "Pulling chart: $CONTAINER_REGISTRY_URL/$PLATFORM_NAME with version $PLATFORM_VERSION"
    fault chart_pull_fails || return 0
    echo "Failed -> retry ($attempt)"
  done
  echo "Could not pull chart! -> abort"
  exit 1
}

deploy_chart() {
  if [ -z "$CONTAINER_REGISTRY_URL" ]; then
    echo "CONTAINER_REGISTRY_URL needs to be set! -> please adjust the deploy_platform.sh script!"
    exit 1
  fi
  get_domain
  if [ ! "$QUIET" = "true" ]; then
    while true; do
      read -r -e -p "No Nvidia GPU detected - Enable GPU support anyway?" -i " no" yn
      case $yn in
        [Yy]*) GPU_SUPPORT="true"; break ;;
        [Nn]*) GPU_SUPPORT="false"; break ;;
        *) echo "Please answer yes or no." ;;
      esac
    done
  else
    echo "QUIET-MODE active!"
  fi
  echo "GPU_SUPPORT: $GPU_SUPPORT"
  if [ -z "$CHART_PATH" ]; then
    echo "Helm login registry..."
    check_credentials
    pull_chart
  fi
  echo "Deploying $PLATFORM_NAME:$PLATFORM_VERSION"
  start_new "$FAST_DATA_DIR" "$SLOW_DATA_DIR"
  echo "Deployment done."
  echo "Please wait till all components have been downloaded and started."
  echo "You can check the progress with:"
  echo "watch microk8s.kubectl get pods -A"
}

preflight_checks() {
  echo "#################################  RUNNING PREFLIGHT CHECKS  #########################################"
  if ! installed helm; then
    echo "Check if helm is available: FAILED"
    exit 1
  fi
  if fault preflight_fails; then
    # QUIET is "true" or "NA", never "false": it asks in any case
    while true; do
      read -r -e -p "Do you want to fix the problems before continuing? (Recommended)" -i " no" yn
      case $yn in
        [Yy]*) echo "exiting..."; exit 1 ;;
        [Nn]*) echo "continuing (be aware that you leaving the supported path)"; break ;;
        *) echo "Please answer yes or no." ;;
      esac
    done
  fi
  echo "################################  PREFLIGHT CHECKS COMPLETED  #########################################"
}

QUIET=NA
# actions run inside this loop, so an option behind one comes too late
while [ $# -gt 0 ]; do
  case $1 in
    -u | --username) CONTAINER_REGISTRY_USERNAME=$2; echo "SET CONTAINER_REGISTRY_USERNAME! $2"; shift 2 ;;
    -p | --password) CONTAINER_REGISTRY_PASSWORD=$2; echo "SET CONTAINER_REGISTRY_PASSWORD!"; shift 2 ;;
    -d | --domain) DOMAIN=$2; echo "SET DOMAIN!"; shift 2 ;;
    --port) echo "SET PORT!"; shift 2 ;;
    --chart-path) CHART_PATH=$2; echo "SET CHART_PATH: $2 !"; shift 2 ;;
    --import-images-tar) echo "SET TAR_PATH: $2 !"; exit 0 ;;
    --quiet) QUIET=true; shift ;;
    --install-certs)
      if [ "$(id -u)" -ne 0 ]; then
        echo "The installation of certs requires root privileges!"
        exit 1
      fi
      if [ ! -f ./tls.key ] || [ ! -f ./tls.crt ]; then
        echo "tls.key or tls.crt could not been found in this directory."
        exit 1
      fi
      cp ./tls.key ./tls.crt "$FAST_DATA_DIR/tls/"
      echo "DONE"
      exit 0
      ;;
    --remove-all-images-ctr | --remove-all-images-docker) echo "Images will be kept"; exit 0 ;;
    --no-hooks)
      echo "Starting undeployment ..."
      echo "Using --no-hooks"
      delete_deployment
      exit 0
      ;;
    --nuke-pods) echo "Pods will be kept"; exit 0 ;;
    --undeploy) delete_deployment; exit 0 ;;
    --re-deploy)
      delete_deployment
      deploy_chart
      exit 0
      ;;
    --report) exit 0 ;;
    *)
      echo "unknown parameter: $1"
      exit 1
      ;;
  esac
done

preflight_checks

echo "Get helm deployments..."
if ! deployed "$PLATFORM_NAME" "$HELM_NAMESPACE"; then
  echo "No previous deployment found -> deploy "
  deploy_chart
elif [ "$QUIET" = true ]; then
  echo "Project already deployed!"
  echo "abort."
  exit 1
else
  echo "$PLATFORM_NAME already deployed!"
  PS3='select option: '
  select opt in "Un- and Re-deploy" "Undeploy" "Quit"; do
    case $opt in
      "Un- and Re-deploy")
        echo "Starting Un- and Re-deployment ..."
        delete_deployment
        deploy_chart
        break
        ;;
      "Undeploy")
        echo "Starting undeployment ..."
        delete_deployment
        exit 0
        ;;
      "Quit")
        echo "abort."
        exit 0
        ;;
      *) echo "invalid option $REPLY" ;;
    esac
  done
fi
