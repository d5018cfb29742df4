# What the scripts share. Source it; it sets ROOT and goes there.
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

die() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

need_dotnet() {
  command -v dotnet >/dev/null || die "the .NET 10 SDK is missing (no 'dotnet' on the PATH)."
  [[ $(dotnet --version) == 10.* ]] || die "the .NET 10 SDK is needed; this is $(dotnet --version)."
}

need_tools() {
  need_dotnet
  command -v npm >/dev/null || die "Node.js 20 or newer, with npm, is missing: the dashboard is built with it."
}

