/** What `--help` says at its end. */
export const examples = `
Examples:
  keyaudit demo                        see what it does, without any key
  keyaudit scan                        audit the keys of keyaudit.config.yaml,
                                       or else of keychain and environment
  keyaudit scan --discover ~/bots      audit the keys of bots' files there
  keyaudit init                        write keyaudit.config.yaml
  keyaudit keys add grid-bot           ask for a key, and store it in the
                                       keychain
  keyaudit scan --format json          for scripts
  keyaudit explain withdrawal-enabled  why a finding matters`;

export const initExamples = `
Examples:
  keyaudit init                          asks
  keyaudit init -a grid-bot=bybit:bot -a taxes=binance:tracker
  keyaudit init --from-scan --force      adds what each key is today to
                                         keyaudit.config.yaml

Purposes: tracker (reads), bot (reads and trades), treasury (may withdraw).
With --from-scan, the exit code is 3 where an account could not be audited.`;

export const completionExamples = `
bash, in ~/.bashrc:
  source <(keyaudit completion bash)
zsh, in ~/.zshrc, after compinit:
  source <(keyaudit completion zsh)
fish:
  keyaudit completion fish > ~/.config/fish/completions/keyaudit.fish`;

export const scanExamples = `
Without a configuration file, the keychain's entries and the environment's
<EXCHANGE>_APIKEY, _SECRET and _PASSWORD are used, each also as ..._FILE, and
the variables of nautilus_trader, freqtrade and passivbot.

Exit codes:
  0    audited, and nothing at or above --fail-on (default: high)
  1    at least one finding at or above --fail-on
  2    usage or configuration error: nothing was audited
  3    an account could not be audited, and nothing was found; or another
       scan --cron still runs
  70   a bug in keyaudit
  130  interrupted with Ctrl-C (143: with a kill)

Examples:
  keyaudit scan --account grid-bot --account treasury
  keyaudit scan --format json --output report.json
  keyaudit scan --output json=report.json --output markdown=report.md
  keyaudit scan --fail-on critical --allow-incomplete
  keyaudit scan --discover ~/bots
  keyaudit scan --offline`;

export const watchExamples = `
Exit codes:
  0    ended when it was asked to, whatever it has found
  2    usage or configuration error: it did not begin
  3    no round was completed for too long when it ended
  70   a bug in keyaudit

Examples:
  keyaudit watch
  keyaudit watch --interval 5m --once-per-change
SIGHUP reads the configuration and all credentials anew; SIGTERM ends it.`;
