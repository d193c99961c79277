const keysAndStates = `CREATE TABLE keys (
     id INTEGER PRIMARY KEY,
     fingerprint TEXT NOT NULL,
     is_listed INTEGER NOT NULL,
     account TEXT NOT NULL,
     exchange TEXT NOT NULL,
     masked TEXT NOT NULL,
     label TEXT,
     owner TEXT,
     relation TEXT NOT NULL,
     UNIQUE (fingerprint, is_listed)
   ) STRICT;
   CREATE TABLE states (
     id INTEGER PRIMARY KEY,
     key_id INTEGER NOT NULL REFERENCES keys (id),
     facts TEXT NOT NULL,
     first_seen TEXT NOT NULL,
     last_seen TEXT NOT NULL
   ) STRICT;
   CREATE INDEX states_of_key ON states (key_id);`;

/**
 * What is needed to tell of changes until they are acknowledged. Scans are numbered, for a clock may be set back; what
 * was seen before they were is of scan 0. An acknowledgement holds for all that was seen up to its scan.
 *
 * - `accounts.listed_at`: when all keys of the account were told of last; `all_listed_at`: those of sub-accounts, too.
 * - `keys.appeared_after`: of a listed key that a whole list before its first scan lacked, when that was.
 * - `keys.judged_scan`: up to which scan a report told what there is to tell of the key.
 * - `keys.gone_scan`: the first whole list without the key, if it is not there any more.
 * - `reported`: the findings of changes that were reported last, by the keys that each rests on.
 */
const changes = `CREATE TABLE scans (id INTEGER PRIMARY KEY CHECK (id = 1), newest INTEGER NOT NULL) STRICT;
   INSERT INTO scans (id, newest) VALUES (1, 0);
   CREATE TABLE accounts (
     id INTEGER PRIMARY KEY,
     exchange TEXT NOT NULL,
     name TEXT NOT NULL,
     fingerprint TEXT NOT NULL,
     last_seen TEXT NOT NULL,
     listed_at TEXT,
     all_listed_at TEXT
   ) STRICT;
   INSERT INTO accounts (exchange, name, fingerprint, last_seen)
     SELECT exchange, account, fingerprint, max(last_seen)
     FROM keys JOIN states ON states.key_id = keys.id WHERE NOT is_listed GROUP BY keys.id;
   ALTER TABLE keys ADD COLUMN account_id INTEGER REFERENCES accounts (id);
   UPDATE keys SET account_id = (
     SELECT max(id) FROM accounts WHERE accounts.exchange = keys.exchange AND accounts.name = keys.account
   );
   ALTER TABLE keys ADD COLUMN appeared_after TEXT;
   ALTER TABLE keys ADD COLUMN last_scan INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE keys ADD COLUMN judged_scan INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE keys ADD COLUMN gone_scan INTEGER;
   ALTER TABLE keys ADD COLUMN gone_at TEXT;
   CREATE INDEX keys_of_account ON keys (account_id);
   ALTER TABLE states ADD COLUMN scan INTEGER NOT NULL DEFAULT 0;
   CREATE TABLE reported (
     finding TEXT NOT NULL,
     check_id TEXT NOT NULL,
     key_id INTEGER NOT NULL REFERENCES keys (id),
     scan INTEGER NOT NULL,
     at TEXT NOT NULL,
     PRIMARY KEY (finding, key_id)
   ) STRICT;
   CREATE TABLE acknowledgements (
     id INTEGER PRIMARY KEY,
     finding TEXT NOT NULL,
     check_id TEXT NOT NULL,
     key_id INTEGER NOT NULL REFERENCES keys (id),
     scan INTEGER NOT NULL,
     reason TEXT NOT NULL,
     at TEXT NOT NULL
   ) STRICT;
   CREATE INDEX acknowledgements_of_key ON acknowledgements (key_id);`;

/** Each brings the tables of one version to the next. One that was released is never changed. */
export const migrations = [keysAndStates, changes];
