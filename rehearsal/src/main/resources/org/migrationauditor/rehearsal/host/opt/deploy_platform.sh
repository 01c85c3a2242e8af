#!/bin/bash
# Stand-in for Kaapana 0.1.3's deploy_platform.sh: its options, menu, prompts and exit statuses, acting
# on the rehearsal host alone.
set -euf -o pipefail

######################################################
# Main platform configuration
######################################################

PROJECT_NAME="kaapana-platform-chart" # name of the platform Helm chart
DEFAULT_VERSION="0.1.3"               # version of the platform Helm chart

# empty for local build
CONTAINER_REGISTRY_URL="registry.example.org/kaapana"
CONTAINER_REGISTRY_USERNAME=""
CONTAINER_REGISTRY_PASSWORD=""

GPU_SUPPORT="false"
HELM_NAMESPACE="kaapana"
CHART_PATH=""

FAST_DATA_DIR="@FAST@" # Directory on the server, where stateful application-data will be stored
SLOW_DATA_DIR="@SLOW@" # Directory on the server, where the DICOM images will be stored

# shellcheck source-path=SCRIPTDIR source=../lib/host.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/../lib/host.sh"

delete_deployment() {
  echo "Undeploy releases"
  undeploy_releases "$HELM_NAMESPACE"
  echo "Waiting until everything is terminated..."
  # the real loop sees nothing where the alias kubectl is missing, and ends at once
  echo "Removing namespace kaapana..."
  echo "####################################  UNDEPLOYMENT DONE  ############################################"
}

get_domain() {
  DOMAIN=$(uname -n)
  if [ ! "$QUIET" = "true" ]; then
    echo "Please enter the domain (FQDN) of the server." >&2
    read -r -e -p "**** server domain (FQDN): " -i "$DOMAIN" DOMAIN
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
    echo "Pulling chart: $CONTAINER_REGISTRY_URL/$PROJECT_NAME with version $chart_version"
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
  chart_version=$DEFAULT_VERSION
  if [ ! "$QUIET" = "true" ] && [ -z "$CHART_PATH" ]; then
    read -r -e -p "Which $PROJECT_NAME version do you want to deploy?: " -i "$DEFAULT_VERSION" chart_version
  fi
  if [ ! "$QUIET" = "true" ]; then
    while true; do
      read -r -e -p "No Nvidia GPU detected - Enable GPU support anyway?" -i " no" yn
      case $yn in
        [Yy]*) GPU_SUPPORT="true"; break ;;
        [Nn]*) GPU_SUPPORT="false"; break ;;
        *) echo "Please answer yes or no." ;;
      esac
    done
  fi
  echo "GPU_SUPPORT: $GPU_SUPPORT"
  get_domain
  if [ -z "$CHART_PATH" ]; then
    check_credentials
    pull_chart
  fi
  echo "Deploying $PROJECT_NAME:$chart_version"
  start_old "$FAST_DATA_DIR" "$SLOW_DATA_DIR"
  echo "Deployment done."
  echo "Please wait till all components have been downloaded and started."
  echo "You can check the progress with:"
  echo "watch microk8s.kubectl get pods -A"
}

QUIET=NA
while [ $# -gt 0 ]; do
  case $1 in
    -v | --version) DEFAULT_VERSION=$2; shift 2 ;;
    -u | --username) CONTAINER_REGISTRY_USERNAME=$2; echo "SET CONTAINER_REGISTRY_USERNAME! $2"; shift 2 ;;
    -p | --password) CONTAINER_REGISTRY_PASSWORD=$2; echo "SET CONTAINER_REGISTRY_PASSWORD!"; shift 2 ;;
    --port) echo "SET PORT!"; shift 2 ;;
    --chart-path) CHART_PATH=$2; echo "SET CHART_PATH: $2 !"; shift 2 ;;
    --upload-tar) echo "SET TAR_PATH: $2 !"; exit 0 ;;
    --quiet) QUIET=true; shift ;;
    --install-certs) echo "DONE"; exit 0 ;;
    --remove-all-images-ctr | --remove-all-images-docker) echo "Images will be kept"; exit 0 ;;
    --purge-kube-and-helm)
      echo "Starting undeployment ..."
      echo "Using --no-hooks"
      delete_deployment
      exit 0
      ;;
    *)
      echo "unknow parameter: $1"
      exit 1
      ;;
  esac
done

echo "Check if helm is available..."
if ! installed helm; then
  echo "############### Helm not available! ###############"
  echo "       Install server dependencies first! "
  exit 1
fi
echo "Get helm deployments..."

if ! deployed "$PROJECT_NAME" "$HELM_NAMESPACE"; then
  echo "No previous deployment found -> deploy "
  deploy_chart
elif [ "$QUIET" = true ]; then
  echo "Project already deployed!"
  echo "abort."
  exit 1
else
  echo "$PROJECT_NAME already deployed!"
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
