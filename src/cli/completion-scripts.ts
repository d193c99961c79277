export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/**
 * What each shell reads. All of them ask the same command as it is called in the line, so that a script never knows
 * other options than the program that runs.
 */
export const scripts: Readonly<Record<Shell, string>> = {
  bash: `# Completion of keyaudit for bash.
_keyaudit() {
  local line wants_files="" current="\${COMP_WORDS[COMP_CWORD]}"
  COMPREPLY=()
  while IFS= read -r line; do
    if [ "$line" = ":files" ]; then wants_files=yes; else COMPREPLY+=("$line"); fi
  done < <("$1" __complete bash -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  if [ -n "$wants_files" ]; then
    compopt -o filenames 2>/dev/null
    [ "$current" = "=" ] && current=""
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$current")
  fi
}
complete -F _keyaudit keyaudit
`,
  zsh: `#compdef keyaudit
# Completion of keyaudit for zsh.
_keyaudit() {
  local -a lines values shown
  local line
  lines=("\${(@f)$("\${words[1]}" __complete zsh -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  for line in $lines; do
    if [[ $line == :files ]]; then
      compset -P '*='
      _files
      return
    fi
    values+=("\${line%%$'\\t'*}")
    shown+=("\${line/$'\\t'/  -- }")
  done
  (( $#values )) && compadd -l -d shown -- $values
}
if [[ $funcstack[1] == _keyaudit ]]; then
  _keyaudit "$@"
else
  compdef _keyaudit keyaudit
fi
`,
  fish: `# Completion of keyaudit for fish.
function __keyaudit_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l lines ($words[1] __complete fish -- $words[2..-1] "$current" 2>/dev/null)
    if test "$lines" = ":files"
        __fish_complete_path (string replace -r '^--[\\w-]+=' '' -- "$current")
    else if test (count $lines) -gt 0
        printf '%s\\n' $lines
    end
end
complete -c keyaudit -f -a '(__keyaudit_complete)'
`,
};
