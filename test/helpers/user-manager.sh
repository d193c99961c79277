# Starts systemd's user manager where it and its units see mounts of their own: user-manager.ts calls it in such a place.
# It must never be process 1 of anything: systemd would take itself for the machine's, and clean up its /tmp.
set -eu
place=$1 repository=$2 uid=$3 node=$4
[ "$$" -ne 1 ]
# A unit's credentials are mounted by another process. These mounts are shared among its own alone.
mount --make-rshared /
mount --bind "$node" "$place/bin/node"
# No units but those that every manager needs, so that nothing of this machine is started.
cp /usr/lib/systemd/user/*.target /usr/lib/systemd/user/*.slice /usr/lib/systemd/user/systemd-exit.service "$place/system"
mount --bind "$place/system" /usr/lib/systemd/user
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /var/log
mkdir -p /run/keyaudit /run/systemd/system /run/systemd/journal /run/systemd/journald.conf.d /var/log/journal
mount --rbind "$place" /run/keyaudit
# Nowhere in the folder that is removed afterwards.
mkdir -p /run/modules/keyaudit
mount --bind "$repository" /run/modules/keyaudit
mount -t tmpfs tmpfs /run/keyaudit/session

{ cat /etc/passwd; echo 'desk:x:4242:4242::/run/keyaudit/home:/bin/sh'; } > /run/passwd
mount --bind /run/passwd /etc/passwd
chown -R "$uid:$uid" /run/keyaudit/home /run/keyaudit/session
# Those of root are in place of /var/lib and of /run, which all may pass through.
[ "$uid" -eq 0 ] || chmod 700 /run/keyaudit/home /run/keyaudit/session

# What the machine's systemd makes for all units that hide something.
mkdir -p /run/systemd/inaccessible/dir
mkfifo /run/systemd/inaccessible/fifo
mknod /run/systemd/inaccessible/chr c 0 0
mknod /run/systemd/inaccessible/blk b 0 0
touch /run/systemd/inaccessible/reg /run/systemd/journal/flushed
chmod 000 /run/systemd/inaccessible/*

# Nothing of the kernel's, nor to anybody's terminal.
printf '[Journal]\nStorage=persistent\nAudit=no\nReadKMsg=no\nForwardToWall=no\n' > /run/systemd/journald.conf.d/own.conf
/usr/lib/systemd/systemd-journald &
journald=$!
trap 'kill "$journald" 2>/dev/null || true' EXIT

# By these names the journal knows that a process is of a user's unit.
slice="${place##*/}.slice"
groups=
for hierarchy in /sys/fs/cgroup /sys/fs/cgroup/unified /sys/fs/cgroup/systemd; do
  [ -f "$hierarchy/cgroup.procs" ] || continue
  mkdir -p "$hierarchy/$slice/user@$uid.service"
  chown -R "$uid:$uid" "$hierarchy/$slice"
  groups=1
done
[ -n "$groups" ] || { echo 'there are no control groups here' >&2; exit 1; }
# A child joins, so that the groups are empty once it is gone.
(
  for group in "/sys/fs/cgroup/$slice/user@$uid.service" /sys/fs/cgroup/*/"$slice/user@$uid.service"; do
    [ ! -d "$group" ] || sh -c 'echo "$PPID" > "$1/cgroup.procs"' sh "$group"
  done
  cd /
  exec env -i PATH=/usr/bin:/bin HOME=/run/keyaudit/home XDG_RUNTIME_DIR=/run/keyaudit/session \
    setpriv --reuid="$uid" --regid="$uid" --clear-groups /usr/lib/systemd/systemd --user --log-target=journal
) &
manager=$!
trap 'kill "$manager"' TERM
# The first one ends with the signal.
wait "$manager" || wait "$manager" || true
