// Package store keeps what people and machines decided about a season: the
// source lines with their keys, every translation with its state, what stands
// beside a line (comments, who speaks it, who is to look at it, which take was
// chosen), the history of every change, the actions in which people changed
// them, and what the providers consumed. Beside them it keeps what workers on
// other machines must see: batches under way, the plan of each episode's dub,
// and leases, which say who works on what.
//
// One schema and one set of SQL serve SQLite, which is built in, and
// PostgreSQL; see sql.go for the rules the SQL follows. Here is the embedded
// SQLite file, .dramaport/season.db.
//
// Not here: deciding (which text is right, what is stale, what may leave),
// season.yaml, and everything that can be made again (takes, stems, exports)
// but for the plan of a dub, which says what its stem was made of.
//
// Promises:
//
//   - A translation and its history row are written in the same transaction;
//     a change without history, or history without its change, cannot exist.
//   - Propose never touches a translation that a person has decided.
//   - Act and Decide never overwrite a text that the person has not seen: they
//     return a *season.Conflict with both sides and write nothing.
//   - What a person did at once is undone and redone at once, in any later
//     process, in the order of that person's actions; never over what somebody
//     else has changed since. History is added to, never taken from.
//   - What a method acknowledged by returning nil survives the death of the
//     process at any instant. SQLite runs in WAL mode with synchronous=NORMAL:
//     a commit is handed to the operating system before the method returns,
//     but reaches the disk with a checkpoint. A loss of power may therefore
//     lose the last commits (never the file's consistency); FULL would cost
//     one disk flush for every answer of a provider.
//   - A batch is on the disk before AddBatches returns, whatever happens to the
//     power: it is submitted next, and costs money.
//   - Of many who ask for a lease at once, one gets it. Its end is a time of day
//     that the caller names, so the clocks of workers must agree to a few
//     seconds.
//   - Several processes of one machine may use one file at once. Several
//     machines may not: WAL needs a local disk, see OnNetworkFS.
//   - While a process has the store open, and after it was killed, the newest
//     commits are in the file's neighbour "-wal": copy both, or copy when no
//     process has it open.
//   - Migrations go forward only. A database of a newer version is refused.
//   - Text is kept byte for byte. It must be valid UTF-8, because PostgreSQL
//     takes nothing else.
package store
