#!/usr/bin/env bash
# Runs the program where others call it: pre-commit, the GitHub action, the GitLab job, shells and
# manual readers. Needs git, python3, zsh, fish and mandoc; pre-commit is installed from PyPI.
#
#   tests/integrations.sh target/debug/linjassa
set -euo pipefail

program=$(realpath "${1:?give the program to test}")
source=$(realpath "$(dirname "$0")/..")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$program" "$work/bin/linjassa"
export PATH="$work/bin:$PATH" LC_ALL=C.UTF-8
export GIT_AUTHOR_NAME=Testi GIT_AUTHOR_EMAIL=testi@example.fi
export GIT_COMMITTER_NAME=Testi GIT_COMMITTER_EMAIL=testi@example.fi

passed() { printf 'ok  %s\n' "$1"; }
fail() { printf 'NOT OK  %s\n' "$1" >&2; exit 1; }
status_of() { set +e; "$@" > "$work/out" 2>&1; status=$?; set -e; }

# Shells and the manual page
linjassa completions bash > "$work/linjassa.bash"
linjassa completions zsh > "$work/_linjassa"
linjassa completions fish > "$work/linjassa.fish"
bash -n "$work/linjassa.bash"
zsh -n "$work/_linjassa"
fish --no-execute "$work/linjassa.fish"
bash -c "source '$work/linjassa.bash'; COMP_WORDS=(linjassa base); COMP_CWORD=1
  _linjassa linjassa base linjassa; printf '%s\n' \"\${COMPREPLY[@]}\"" | grep -qx baseline
passed 'completions: bash, zsh and fish read them, and bash completes "base"'
linjassa man > "$work/linjassa.1"
mandoc -T lint -W error "$work/linjassa.1"
mandoc -T utf8 "$work/linjassa.1" | col -b | grep -q 'baseline'
passed 'the manual page has no errors'

# pre-commit
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet pre-commit
hooks="$work/hooks"
mkdir "$hooks" && cp "$source/.pre-commit-hooks.yaml" "$hooks"
git -C "$hooks" init -q && git -C "$hooks" add -A && git -C "$hooks" commit -qm hooks
revision=$(git -C "$hooks" rev-parse HEAD)
repository="$work/repository"
mkdir "$repository" && cd "$repository" && git init -q
cat > .pre-commit-config.yaml <<YAML
repos:
  - repo: $hooks
    rev: $revision
    hooks:
      - id: linjassa
        args: [--fail-on=warning]
YAML
export PRE_COMMIT_HOME="$work/cache"
"$work/venv/bin/pre-commit" install > /dev/null
printf '# Palvelu\n\nRyhmä kokoontuu maanantaina.\n' > a.md
git add -A && git commit -qm alku
printf '# Palvelu\n\nRyhmä kokoontuu maanantaina.\n\nRyhmä implementoi mallin.\n' > a.md
git add a.md
status_of git commit -m huono
[ $status -ne 0 ] || fail 'pre-commit let a fault through'
grep -q foreign-verb "$work/out" || { cat "$work/out"; fail 'pre-commit did not name the rule'; }
git commit -qm ohi --no-verify
printf '\nKoulu alkaa tiistaina.\n' >> a.md
git add a.md
status_of git commit -m hyva
[ $status -eq 0 ] || { cat "$work/out"; fail 'pre-commit stopped a good change'; }
passed 'pre-commit stops a new fault and lets old ones be'
sed -i 's/id: linjassa$/id: linjassa-all/' .pre-commit-config.yaml
status_of "$work/venv/bin/pre-commit" run --all-files
grep -q foreign-verb "$work/out" || { cat "$work/out"; fail 'linjassa-all did not check whole files'; }
passed 'pre-commit checks whole files'
git checkout -q -- . 

# The steps of the action, in their own shell
step() {
  "$work/venv/bin/python" - "$source/$1" "$2" <<'PYTHON'
import sys, yaml
steps = yaml.safe_load(open(sys.argv[1]))["runs"]["steps"]
print(next(step["run"] for step in steps if step.get("id") == sys.argv[2]))
PYTHON
}
step action.yml build > "$work/build.sh"
step action.yml check > "$work/check.sh"
export GITHUB_OUTPUT="$work/github-output" RUNNER_TEMP="$work"
PROGRAM=linjassa SOURCE=$source bash -eo pipefail "$work/build.sh"
grep -qx 'program=linjassa' "$GITHUB_OUTPUT" || fail 'the action does not take an installed program'
base=$(git rev-parse HEAD~2)
PROGRAM=linjassa PATHS=. OPTIONS=--fail-on=warning SINCE='' BASE=$base \
  status_of bash -eo pipefail "$work/check.sh"
[ $status -eq 1 ] || { cat "$work/out"; fail "the action left with $status for a fault"; }
PROGRAM=linjassa PATHS=. OPTIONS=--fail-on=warning SINCE=HEAD BASE=$base \
  status_of bash -eo pipefail "$work/check.sh"
[ $status -eq 0 ] || { cat "$work/out"; fail "the action left with $status for no change"; }
printf '# Toinen\n\nKoulu alkaa.\n' > 'toinen tiedosto.md'
PROGRAM=linjassa PATHS=$'a.md\ntoinen tiedosto.md' OPTIONS='' SINCE=none BASE=$base \
  status_of bash -eo pipefail "$work/check.sh"
[ $status -eq 0 ] || { cat "$work/out"; fail "the action left with $status"; }
grep -q '"toinen tiedosto.md"' "$work/linjassa.json" || fail 'the action lost a path with a space'
passed 'the steps of the action'

# The GitLab job
"$work/venv/bin/python" - "$source/ci/gitlab.yml" > "$work/gitlab.sh" <<'PYTHON'
import sys, yaml
print("\n".join(yaml.safe_load(open(sys.argv[1]))["linjassa"]["script"]))
PYTHON
LINJASSA_PATHS=a.md LINJASSA_OPTIONS=--fail-on=warning CI_MERGE_REQUEST_DIFF_BASE_SHA=$base \
  status_of sh -eu "$work/gitlab.sh"
[ $status -eq 1 ] || { cat "$work/out"; fail "the GitLab job left with $status for a fault"; }
[ -s linjassa.json ] || fail 'the GitLab job wrote no report'
LINJASSA_PATHS=a.md LINJASSA_OPTIONS=--fail-on=warning CI_MERGE_REQUEST_DIFF_BASE_SHA=HEAD \
  status_of sh -eu "$work/gitlab.sh"
[ $status -eq 0 ] || { cat "$work/out"; fail "the GitLab job left with $status for no change"; }
passed 'the GitLab job'
