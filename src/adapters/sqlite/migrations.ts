/** The records' schema, append-only: a migration that has been released is never changed; a new one goes to the end. */
export const migrations: readonly { name: string; sql: string }[] = [
  {
    name: '0001-main-job',
    sql: `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO counters VALUES ('indexSeq', 0);

CREATE TABLE users (
  id TEXT PRIMARY KEY, username TEXT NOT NULL UNIQUE COLLATE NOCASE, display_name TEXT NOT NULL, password_hash TEXT NOT NULL,
  roles TEXT NOT NULL, suspended_at TEXT, created_at TEXT NOT NULL) STRICT;
CREATE TABLE sessions (
  hash TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users, csrf_token TEXT NOT NULL,
  created_at INTEGER NOT NULL, seen_at INTEGER NOT NULL, address TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_user ON sessions (user_id);
CREATE TABLE tokens (
  id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users, name TEXT NOT NULL, hash TEXT NOT NULL UNIQUE,
  created_at TEXT NOT NULL, expires_at TEXT NOT NULL, used_at TEXT) STRICT;
CREATE INDEX tokens_user ON tokens (user_id);

CREATE TABLE accessions (
  id TEXT PRIMARY KEY, accession_number TEXT NOT NULL UNIQUE, title TEXT NOT NULL, acquisition_type TEXT NOT NULL, contributor TEXT,
  received_date TEXT NOT NULL, handler TEXT NOT NULL, return_original INTEGER NOT NULL, note TEXT NOT NULL,
  day_key TEXT UNIQUE, created_by TEXT NOT NULL, created_at TEXT NOT NULL, closed_at TEXT) STRICT;
CREATE TABLE received_files (
  id INTEGER PRIMARY KEY, accession_id TEXT NOT NULL REFERENCES accessions, filename TEXT NOT NULL, original_path TEXT,
  outcome TEXT NOT NULL, object_id TEXT, item_id TEXT, sha256 TEXT, size INTEGER, duplicate_of TEXT, problem TEXT,
  received_by TEXT NOT NULL, received_at TEXT NOT NULL) STRICT;
CREATE INDEX received_files_accession ON received_files (accession_id, outcome);

CREATE TABLE blobs (
  sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, received_at TEXT NOT NULL,
  render_version INTEGER NOT NULL DEFAULT 0, rendered TEXT, checked_at TEXT, soundness TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX blobs_checked ON blobs (checked_at);

CREATE TABLE items (
  number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, accession_id TEXT NOT NULL REFERENCES accessions,
  container_id TEXT, kind TEXT NOT NULL, access TEXT NOT NULL, title TEXT NOT NULL, reference_code TEXT UNIQUE,
  date_text TEXT, date_edtf TEXT, date_calendar TEXT, date_start TEXT, date_end TEXT, day_min INTEGER, day_max INTEGER,
  creators TEXT NOT NULL DEFAULT '[]', persons TEXT NOT NULL DEFAULT '[]', places TEXT NOT NULL DEFAULT '[]',
  genre TEXT, category TEXT, caption TEXT, description TEXT NOT NULL DEFAULT '{}',
  title_sort TEXT NOT NULL, code_sort TEXT NOT NULL DEFAULT '',
  text_revision INTEGER, char_count INTEGER NOT NULL DEFAULT 0, text_pages INTEGER NOT NULL DEFAULT 0, image_only_pages INTEGER NOT NULL DEFAULT 0,
  read_state TEXT NOT NULL, read_problem TEXT, render_state TEXT NOT NULL, render_problem TEXT, warnings TEXT NOT NULL DEFAULT '[]',
  revision INTEGER NOT NULL, index_seq INTEGER NOT NULL, indexed_seq INTEGER NOT NULL DEFAULT 0,
  withdrawn_at TEXT, withdrawal_reason TEXT, deleted_at TEXT, deletion_reason TEXT,
  created_by TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
CREATE INDEX items_accession ON items (accession_id);
CREATE INDEX items_container ON items (container_id) WHERE container_id IS NOT NULL;
CREATE INDEX items_seq ON items (index_seq);
CREATE INDEX items_unfinished ON items (accession_id) WHERE read_state = 'waiting' OR render_state = 'waiting' OR indexed_seq = 0;

CREATE TABLE objects (
  id TEXT PRIMARY KEY, item_id TEXT NOT NULL REFERENCES items (id), accession_id TEXT NOT NULL REFERENCES accessions, sha256 TEXT NOT NULL REFERENCES blobs,
  size INTEGER NOT NULL, role TEXT NOT NULL, ord INTEGER NOT NULL, filename TEXT NOT NULL, filename_bytes BLOB NOT NULL, original_path TEXT,
  media_type TEXT NOT NULL, encoding TEXT, width INTEGER, height INTEGER, pages INTEGER, derived_from TEXT,
  received_by TEXT NOT NULL, received_at TEXT NOT NULL) STRICT;
CREATE INDEX objects_item ON objects (item_id, ord);
CREATE INDEX objects_blob ON objects (sha256, accession_id);

CREATE TABLE item_revisions (
  item_id TEXT NOT NULL, revision INTEGER NOT NULL, action TEXT NOT NULL, actor_id TEXT NOT NULL, actor_name TEXT NOT NULL,
  at TEXT NOT NULL, changes TEXT NOT NULL, PRIMARY KEY (item_id, revision)) STRICT, WITHOUT ROWID;

CREATE TABLE text_versions (
  item_id TEXT NOT NULL REFERENCES items (id), revision INTEGER NOT NULL, kind TEXT NOT NULL, parent INTEGER, text TEXT NOT NULL, char_count INTEGER NOT NULL,
  encoding TEXT, uncertain INTEGER NOT NULL DEFAULT 0, candidates TEXT NOT NULL DEFAULT '[]', object_id TEXT, note TEXT NOT NULL,
  author_id TEXT NOT NULL, author_name TEXT NOT NULL, created_at TEXT NOT NULL, PRIMARY KEY (item_id, revision)) STRICT;
CREATE TABLE pages (
  item_id TEXT NOT NULL, text_revision INTEGER NOT NULL, number INTEGER NOT NULL, label TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, object_id TEXT, PRIMARY KEY (item_id, text_revision, number)) STRICT, WITHOUT ROWID;

CREATE TABLE grants (
  item_id TEXT NOT NULL REFERENCES items (id), user_id TEXT NOT NULL REFERENCES users, purpose TEXT NOT NULL, expires_at TEXT NOT NULL,
  granted_by TEXT NOT NULL, granted_at TEXT NOT NULL, PRIMARY KEY (user_id, item_id)) STRICT, WITHOUT ROWID;
CREATE INDEX grants_item ON grants (item_id);
CREATE TABLE access_requests (
  id TEXT PRIMARY KEY, item_id TEXT NOT NULL REFERENCES items (id), user_id TEXT NOT NULL REFERENCES users, purpose TEXT NOT NULL, requested_at TEXT NOT NULL,
  decision TEXT, decided_by TEXT, decided_at TEXT, reason TEXT, expires_at TEXT) STRICT;
CREATE INDEX access_requests_user ON access_requests (user_id);

CREATE TABLE jobs (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, lane INTEGER NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
  run_after INTEGER NOT NULL, lease_until INTEGER, lease_owner TEXT, input TEXT NOT NULL DEFAULT '{}', done INTEGER NOT NULL DEFAULT 0, total INTEGER,
  result TEXT, problem TEXT, requested_by TEXT NOT NULL, created_at INTEGER NOT NULL, finished_at INTEGER) STRICT;
CREATE UNIQUE INDEX jobs_folded ON jobs (kind, subject) WHERE state = 'waiting';
CREATE INDEX jobs_claim ON jobs (lane, run_after) WHERE state = 'waiting';
CREATE INDEX jobs_leased ON jobs (lease_until) WHERE state = 'running';
CREATE INDEX jobs_finished ON jobs (finished_at) WHERE finished_at IS NOT NULL;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, actor_id TEXT NOT NULL, actor_name TEXT NOT NULL, address TEXT NOT NULL,
  act TEXT NOT NULL, subject TEXT NOT NULL, details TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
CREATE INDEX audit_subject ON audit (subject);
CREATE TABLE refusals (
  actor_id TEXT NOT NULL, actor_name TEXT NOT NULL, act TEXT NOT NULL, minute TEXT NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (minute, actor_id, act)) STRICT, WITHOUT ROWID;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;

CREATE TABLE fixity_runs (
  id TEXT PRIMARY KEY, job_id TEXT, requested_by TEXT NOT NULL, started_at TEXT NOT NULL, finished_at TEXT, total INTEGER NOT NULL, checked INTEGER NOT NULL) STRICT;
CREATE TABLE fixity_findings (
  run_id TEXT NOT NULL REFERENCES fixity_runs, sha256 TEXT NOT NULL, object_id TEXT NOT NULL, item_id TEXT NOT NULL, kind TEXT NOT NULL,
  PRIMARY KEY (run_id, object_id)) STRICT, WITHOUT ROWID;
`,
  },
  {
    name: '0002-index-lag',
    sql: `
CREATE INDEX items_index_lag ON items (id) WHERE indexed_seq > 0 AND indexed_seq < index_seq;
`,
  },
  {
    // An archive file that is unpacked again (a crash, a full disk) must not list its members again.
    name: '0003-a-member-has-one-line',
    sql: `
ALTER TABLE received_files ADD COLUMN container_id TEXT;
ALTER TABLE received_files ADD COLUMN member INTEGER;
CREATE UNIQUE INDEX received_files_member ON received_files (container_id, member) WHERE container_id IS NOT NULL;
`,
  },
  {
    name: '0004-layouts',
    sql: `
CREATE TABLE layouts (
  item_id TEXT NOT NULL, text_revision INTEGER NOT NULL, version INTEGER NOT NULL, layout TEXT NOT NULL,
  PRIMARY KEY (item_id, text_revision)) STRICT;
`,
  },
  {
    // A value holds from one revision to another: what was read by former tables can be told from what people gave.
    name: '0006-settings',
    sql: `
CREATE TABLE settings (
  kind TEXT NOT NULL, id TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER, value TEXT NOT NULL, PRIMARY KEY (kind, id, since)) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX settings_present ON settings (kind, id) WHERE until IS NULL;
INSERT INTO counters VALUES ('settings', 0), ('datesApplied', 0);
`,
  },
  {
    name: '0007-authorities',
    sql: `
CREATE TABLE authorities (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, in_text INTEGER NOT NULL, aliases TEXT NOT NULL, existence TEXT, history TEXT NOT NULL,
  note TEXT NOT NULL, identifiers TEXT NOT NULL, status TEXT NOT NULL, revision INTEGER NOT NULL, name_sort TEXT NOT NULL, names_key TEXT NOT NULL,
  merged_into TEXT REFERENCES authorities, merged TEXT, deleted_at TEXT, deletion_reason TEXT,
  created_by TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
CREATE INDEX authorities_sorted ON authorities (name_sort, id);
CREATE INDEX authorities_merged ON authorities (merged_into) WHERE merged_into IS NOT NULL;
CREATE TABLE authority_names (
  authority_id TEXT NOT NULL REFERENCES authorities, ord INTEGER NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, in_text INTEGER NOT NULL,
  PRIMARY KEY (authority_id, ord)) STRICT, WITHOUT ROWID;
CREATE INDEX authority_names_key ON authority_names (key);
CREATE TABLE authority_revisions (
  authority_id TEXT NOT NULL REFERENCES authorities, revision INTEGER NOT NULL, action TEXT NOT NULL, actor_id TEXT NOT NULL, actor_name TEXT NOT NULL,
  at TEXT NOT NULL, changes TEXT NOT NULL, PRIMARY KEY (authority_id, revision)) STRICT, WITHOUT ROWID;
CREATE TABLE changed_names (seq INTEGER PRIMARY KEY AUTOINCREMENT, changed TEXT NOT NULL) STRICT;
CREATE INDEX items_linked ON items (number) WHERE json_extract(description, '$.authorities') IS NOT NULL;
INSERT INTO counters VALUES ('authorities', 0);
`,
  },
  {
    name: '0008-job-phase',
    sql: `
ALTER TABLE jobs ADD COLUMN phase TEXT;
`,
  },
  {
    // Borrowed originals go back; what somebody decided about a file is not asked again. Where a line stands (0 needs somebody, 1 at work, 2 done) is kept
    // with it: a list of 25,000 is counted several times a second while it is worked on. The view is the rule, the triggers keep to it: the same file
    // sent again under its name is no question to anybody, and what is in the recycle bin was decided there.
    name: '0009-accessions-at-work',
    sql: `
ALTER TABLE accessions ADD COLUMN return_due TEXT;
ALTER TABLE accessions ADD COLUMN returned_at TEXT;
ALTER TABLE accessions ADD COLUMN return_note TEXT NOT NULL DEFAULT '';
CREATE INDEX accessions_newest ON accessions (created_at);
CREATE INDEX accessions_to_return ON accessions (return_due) WHERE return_original = 1 AND returned_at IS NULL;
ALTER TABLE received_files ADD COLUMN decision TEXT;
ALTER TABLE received_files ADD COLUMN decided_by TEXT;
ALTER TABLE received_files ADD COLUMN decided_at TEXT;
ALTER TABLE received_files ADD COLUMN standing INTEGER NOT NULL DEFAULT 1;
CREATE VIEW line_standing AS SELECT f.id, CASE
    WHEN f.decision IS NOT NULL THEN 2
    WHEN f.outcome = 'rejected' THEN 0
    WHEN f.outcome = 'duplicate' THEN iif(o.filename = f.filename AND (f.original_path IS NULL OR f.original_path IS o.original_path), 2, 0)
    WHEN i.id IS NULL OR i.deleted_at IS NOT NULL THEN 2
    WHEN i.read_state = 'waiting' OR i.render_state = 'waiting' THEN 1
    WHEN i.read_state = 'failed' OR i.render_state = 'failed' OR f.duplicate_of IS NOT NULL
      OR instr(i.warnings, '"text.uncertain-encoding"') OR instr(i.warnings, '"text.garbled"') THEN 0
    WHEN i.indexed_seq < i.index_seq THEN 1
    ELSE 2 END AS standing
  FROM received_files f LEFT JOIN objects o ON o.id = f.object_id LEFT JOIN items i ON i.id = o.item_id;
CREATE INDEX received_files_object ON received_files (object_id) WHERE object_id IS NOT NULL;
CREATE TRIGGER line_stands_new AFTER INSERT ON received_files BEGIN
  UPDATE received_files SET standing = (SELECT standing FROM line_standing WHERE id = new.id) WHERE id = new.id;
END;
CREATE TRIGGER line_stands_decided AFTER UPDATE OF decision ON received_files BEGIN
  UPDATE received_files SET standing = (SELECT standing FROM line_standing WHERE id = new.id) WHERE id = new.id;
END;
CREATE TRIGGER line_stands_moved AFTER UPDATE OF item_id, original_path ON objects BEGIN
  UPDATE received_files SET standing = (SELECT standing FROM line_standing WHERE id = received_files.id) WHERE object_id = new.id;
END;
CREATE TRIGGER line_stands_worked AFTER UPDATE OF read_state, render_state, warnings, deleted_at, indexed_seq, index_seq ON items
WHEN old.read_state IS NOT new.read_state OR old.render_state IS NOT new.render_state OR old.warnings IS NOT new.warnings
  OR old.deleted_at IS NOT new.deleted_at OR (old.indexed_seq < old.index_seq) IS NOT (new.indexed_seq < new.index_seq) BEGIN
  UPDATE received_files SET standing = (SELECT standing FROM line_standing WHERE id = received_files.id)
  WHERE object_id IN (SELECT id FROM objects WHERE item_id = new.id);
END;
UPDATE received_files SET standing = (SELECT standing FROM line_standing WHERE id = received_files.id);
DROP INDEX received_files_accession;
CREATE INDEX received_files_accession ON received_files (accession_id, standing, outcome);
DROP INDEX items_accession;
CREATE INDEX items_accession ON items (accession_id, deleted_at, read_state, render_state, indexed_seq, index_seq);
`,
  },
  {
    // A pair is kept once, from the later item's side; the view tells it from both.
    name: '0010-reuse',
    sql: `
ALTER TABLE items ADD COLUMN compared_revision INTEGER;
CREATE INDEX items_uncompared ON items (number) WHERE compared_revision IS NOT (CASE WHEN deleted_at IS NULL THEN text_revision END);
CREATE TABLE reuse_pairs (
  id TEXT PRIMARY KEY, later_id TEXT NOT NULL REFERENCES items (id), earlier_id TEXT NOT NULL REFERENCES items (id),
  later_revision INTEGER NOT NULL, earlier_revision INTEGER NOT NULL, characters INTEGER NOT NULL, later_share REAL NOT NULL, earlier_share REAL NOT NULL,
  kind TEXT NOT NULL, quote TEXT NOT NULL, passage_count INTEGER NOT NULL, passages TEXT NOT NULL, found_at TEXT NOT NULL, revision INTEGER NOT NULL,
  decision TEXT, note TEXT NOT NULL DEFAULT '', decided_by TEXT, decided_name TEXT, decided_at TEXT, UNIQUE (later_id, earlier_id)) STRICT;
CREATE INDEX reuse_pairs_earlier ON reuse_pairs (earlier_id);
CREATE INDEX reuse_pairs_decision ON reuse_pairs (decision, characters);
CREATE VIEW reuse_sides AS
  SELECT id AS pair_id, 1 AS is_later, later_id AS item_id, earlier_id AS other_id, later_revision AS item_text, earlier_revision AS other_text,
    later_share AS share, earlier_share AS other_share, kind, characters, quote, passage_count, passages, found_at, revision AS pair_revision,
    decision, note, decided_by, decided_name, decided_at FROM reuse_pairs
  UNION ALL
  SELECT id, 0, earlier_id, later_id, earlier_revision, later_revision, earlier_share, later_share,
    CASE kind WHEN 'contains' THEN 'part' WHEN 'part' THEN 'contains' ELSE kind END, characters, quote, passage_count, passages, found_at, revision,
    decision, note, decided_by, decided_name, decided_at FROM reuse_pairs;
`,
  },
  {
    name: '0011-baskets',
    sql: `
CREATE TABLE baskets (
  id TEXT PRIMARY KEY, owner_id TEXT NOT NULL REFERENCES users, title TEXT NOT NULL, note TEXT NOT NULL,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
CREATE INDEX baskets_owner ON baskets (owner_id, updated_at);
CREATE TABLE basket_entries (
  id TEXT PRIMARY KEY, basket_id TEXT NOT NULL REFERENCES baskets, item_id TEXT NOT NULL REFERENCES items (id), text_revision INTEGER,
  start INTEGER, "end" INTEGER, note TEXT NOT NULL, ord INTEGER NOT NULL, created_at TEXT NOT NULL) STRICT;
CREATE INDEX basket_entries_ordered ON basket_entries (basket_id, ord);
`,
  },
  {
    name: '0012-name-guesses',
    sql: `
CREATE TABLE name_guesses (
  item_id TEXT PRIMARY KEY REFERENCES items (id), text_revision INTEGER NOT NULL, version INTEGER NOT NULL, guesses TEXT NOT NULL) STRICT, WITHOUT ROWID;
`,
  },
  {
    // Keeping both of two equal files answers that question and no other: what could not be read is still one.
    name: '0014-kept-is-not-read',
    sql: `
DROP TRIGGER line_stands_new;
DROP TRIGGER line_stands_decided;
DROP TRIGGER line_stands_moved;
DROP TRIGGER line_stands_worked;
DROP VIEW line_standing;
CREATE VIEW line_standing AS SELECT f.id, CASE
    WHEN f.decision IN ('asked', 'noted') THEN 2
    WHEN f.outcome = 'rejected' THEN 0
    WHEN f.outcome = 'duplicate' THEN
      iif(f.decision IS NOT NULL OR (o.filename = f.filename AND (f.original_path IS NULL OR f.original_path IS o.original_path)), 2, 0)
    WHEN i.id IS NULL OR i.deleted_at IS NOT NULL THEN 2
    WHEN i.read_state = 'waiting' OR i.render_state = 'waiting' THEN 1
    WHEN i.read_state = 'failed' OR i.render_state = 'failed' OR (f.duplicate_of IS NOT NULL AND f.decision IS NULL)
      OR instr(i.warnings, '"text.uncertain-encoding"') OR instr(i.warnings, '"text.garbled"') THEN 0
    WHEN i.indexed_seq < i.index_seq THEN 1
    ELSE 2 END AS standing
  FROM received_files f LEFT JOIN objects o ON o.id = f.object_id LEFT JOIN items i ON i.id = o.item_id;
CREATE TRIGGER line_stands_new AFTER INSERT ON received_files BEGIN
  UPDATE received_files SET standing = (SELECT standing FROM line_standing WHERE id = new.id) WHERE id = new.id;
END;
CREATE TRIGGER line_stands_decided AFTER UPDATE OF decision ON received_files BEGIN
  UPDATE received_files SET standing = (SELECT standing FROM line_standing WHERE id = new.id) WHERE id = new.id;
END;
CREATE TRIGGER line_stands_moved AFTER UPDATE OF item_id, original_path ON objects BEGIN
  UPDATE received_files SET standing = (SELECT standing FROM line_standing WHERE id = received_files.id) WHERE object_id = new.id;
END;
CREATE TRIGGER line_stands_worked AFTER UPDATE OF read_state, render_state, warnings, deleted_at, indexed_seq, index_seq ON items
WHEN old.read_state IS NOT new.read_state OR old.render_state IS NOT new.render_state OR old.warnings IS NOT new.warnings
  OR old.deleted_at IS NOT new.deleted_at OR (old.indexed_seq < old.index_seq) IS NOT (new.indexed_seq < new.index_seq) BEGIN
  UPDATE received_files SET standing = (SELECT standing FROM line_standing WHERE id = received_files.id)
  WHERE object_id IN (SELECT id FROM objects WHERE item_id = new.id);
END;
UPDATE received_files SET standing = (SELECT standing FROM line_standing WHERE id = received_files.id);
`,
  },
  {
    name: '0015-uploads',
    sql: `
CREATE TABLE uploads (
  id TEXT PRIMARY KEY, accession_id TEXT NOT NULL REFERENCES accessions, owner_id TEXT NOT NULL, owner_name TEXT NOT NULL, filename TEXT NOT NULL,
  original_path TEXT, length INTEGER NOT NULL, created_at TEXT NOT NULL, touched_at TEXT NOT NULL, result TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX uploads_open ON uploads (owner_id, created_at) WHERE result IS NULL;
CREATE INDEX uploads_touched ON uploads (touched_at);
`,
  },
  {
    // After one change of a long list only that is read again; how a name is spoken is found out once.
    name: '0016-authorities-changed',
    sql: `
ALTER TABLE authorities ADD COLUMN changed INTEGER NOT NULL DEFAULT 1;
CREATE INDEX authorities_changed ON authorities (changed);
ALTER TABLE authority_names ADD COLUMN readings TEXT NOT NULL DEFAULT '';
UPDATE counters SET value = value + 1 WHERE name = 'authorities';
`,
  },
  {
    // The desk is looked at every morning by everybody: what waits is counted from few rows.
    name: '0017-desk',
    sql: `
CREATE INDEX received_files_waiting ON received_files (accession_id) WHERE standing = 0;
CREATE INDEX items_undescribed ON items (accession_id, created_at, (creators <> '[]' AND genre IS NOT NULL))
  WHERE deleted_at IS NULL AND withdrawn_at IS NULL AND kind <> 'object' AND (date_text IS NULL OR creators = '[]' OR genre IS NULL);
CREATE INDEX access_requests_open ON access_requests (requested_at) WHERE decision IS NULL;
CREATE INDEX item_revisions_actor ON item_revisions (actor_id, at);
CREATE INDEX jobs_failed ON jobs (requested_by) WHERE state = 'failed';
CREATE INDEX accessions_received ON accessions (received_date);
`,
  },
  {
    // 入库: a code that was filed is nobody else's, whatever becomes of its item.
    name: '0018-review',
    sql: `
ALTER TABLE items ADD COLUMN review TEXT NOT NULL DEFAULT 'describing';
CREATE INDEX items_submitted ON items (number) WHERE review = 'submitted';
CREATE TABLE reference_codes (code TEXT PRIMARY KEY, item_id TEXT NOT NULL) STRICT, WITHOUT ROWID;
`,
  },
  {
    name: '0019-reports',
    sql: `
CREATE TABLE reports (
  id TEXT PRIMARY KEY, item_id TEXT NOT NULL REFERENCES items (id), kind TEXT NOT NULL,
  text_revision INTEGER, start INTEGER, "end" INTEGER, exact TEXT NOT NULL, prefix TEXT NOT NULL, suffix TEXT NOT NULL, page INTEGER,
  object_id TEXT, object_page INTEGER, proposal TEXT NOT NULL, remark TEXT NOT NULL,
  reporter_id TEXT NOT NULL, reporter_name TEXT NOT NULL, reported_at TEXT NOT NULL,
  outcome TEXT, reason TEXT NOT NULL DEFAULT '', corrected_revision INTEGER, decided_by TEXT, decided_name TEXT, decided_at TEXT) STRICT;
CREATE INDEX reports_item ON reports (item_id);
CREATE INDEX reports_reporter ON reports (reporter_id, reported_at);
CREATE INDEX reports_open ON reports (reported_at) WHERE outcome IS NULL;
CREATE INDEX reuse_undecided ON reuse_pairs (later_id, later_revision, earlier_id, earlier_revision) WHERE decision IS NULL;
`,
  },
  {
    // What its owner has seen is kept as the numbers of the items found (saved-searches/saved-search.ts).
    name: '0020-saved-searches',
    sql: `
CREATE TABLE saved_searches (
  id TEXT PRIMARY KEY, owner_id TEXT NOT NULL REFERENCES users, name TEXT NOT NULL, filters TEXT NOT NULL, display TEXT NOT NULL,
  seen TEXT NOT NULL, created_at TEXT NOT NULL, opened_at TEXT NOT NULL) STRICT;
CREATE INDEX saved_searches_owner ON saved_searches (owner_id, opened_at);
`,
  },
  {
    // 誊录 page by page: what is being written is in the archive, not only in a browser.
    name: '0021-transcriptions',
    sql: `
CREATE TABLE transcriptions (
  item_id TEXT PRIMARY KEY REFERENCES items (id), stage TEXT NOT NULL, ended TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE transcription_drafts (
  item_id TEXT NOT NULL REFERENCES items (id), object_id TEXT NOT NULL REFERENCES objects (id), page INTEGER NOT NULL, text TEXT NOT NULL,
  base TEXT NOT NULL, is_done INTEGER NOT NULL, revision INTEGER NOT NULL, actor_id TEXT NOT NULL, actor_name TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (item_id, object_id, page)) STRICT;
CREATE TABLE source_encodings (source TEXT PRIMARY KEY, encoding TEXT NOT NULL, actor_id TEXT NOT NULL, at TEXT NOT NULL) STRICT, WITHOUT ROWID;
`,
  },
  {
    // The first day: a password that was printed is replaced; the sample is known as such.
    name: '0022-first-run',
    sql: `
ALTER TABLE users ADD COLUMN password_printed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE accessions ADD COLUMN sample INTEGER NOT NULL DEFAULT 0;
CREATE INDEX accessions_sample ON accessions (sample) WHERE sample <> 0;
`,
  },
  {
    // An accession of a hundred thousand items is read page by page: each in its order, without sorting them all.
    name: '0025-items-in-order',
    sql: `
CREATE INDEX items_in_order ON items (accession_id, deleted_at, number);
`,
  },
  {
    // 保持登录: on one's own computer a session lasts over the night.
    name: '0029-kept-sessions',
    sql: `
ALTER TABLE sessions ADD COLUMN kept INTEGER NOT NULL DEFAULT 0;
`,
  },
  {
    // 编研: an outline is one row of its volume, so that a move is one comparison; a chapter's versions are never changed.
    name: '0031-publications',
    sql: `
CREATE TABLE publications (id TEXT PRIMARY KEY, title TEXT NOT NULL, created_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE volumes (
  id TEXT PRIMARY KEY, publication_id TEXT NOT NULL REFERENCES publications, number INTEGER, title TEXT NOT NULL, type TEXT NOT NULL, trim TEXT NOT NULL,
  editors TEXT NOT NULL, imprint TEXT NOT NULL, planned_chars INTEGER NOT NULL, revision INTEGER NOT NULL, outline TEXT NOT NULL,
  outline_revision INTEGER NOT NULL, created_at TEXT NOT NULL) STRICT;
CREATE INDEX volumes_publication ON volumes (publication_id);
CREATE TABLE chapters (
  id TEXT PRIMARY KEY, volume_id TEXT NOT NULL REFERENCES volumes, title TEXT NOT NULL, byline TEXT NOT NULL, editor_note TEXT NOT NULL,
  revision INTEGER NOT NULL, chars INTEGER NOT NULL, created_at TEXT NOT NULL, deleted_at TEXT) STRICT;
CREATE INDEX chapters_volume ON chapters (volume_id) WHERE deleted_at IS NULL;
CREATE TABLE chapter_versions (
  chapter_id TEXT NOT NULL REFERENCES chapters, revision INTEGER NOT NULL, content TEXT NOT NULL, based_on TEXT NOT NULL, origins TEXT NOT NULL,
  chars INTEGER NOT NULL, saved_by TEXT NOT NULL, saved_name TEXT NOT NULL, saved_at TEXT NOT NULL, PRIMARY KEY (chapter_id, revision)) STRICT;
CREATE TABLE chapter_sources (
  chapter_id TEXT NOT NULL REFERENCES chapters, source INTEGER NOT NULL, item_id TEXT NOT NULL REFERENCES items (id), text_revision INTEGER NOT NULL,
  PRIMARY KEY (chapter_id, source)) STRICT, WITHOUT ROWID;
CREATE INDEX chapter_sources_item ON chapter_sources (item_id);
`,
  },
  {
    // 三审: a snapshot names versions that never change; `closing` is how a round ended; what a sheet or a proof is stands among the originals.
    name: '0043-reviews',
    sql: `
CREATE TABLE review_rounds (
  id TEXT PRIMARY KEY, volume_id TEXT NOT NULL REFERENCES volumes, stage TEXT NOT NULL, snapshot TEXT NOT NULL, hash TEXT NOT NULL,
  assignee_id TEXT NOT NULL, assignee_name TEXT NOT NULL, note TEXT NOT NULL, due_on TEXT, sent_by TEXT NOT NULL, sent_name TEXT NOT NULL,
  sent_at TEXT NOT NULL, closing TEXT) STRICT;
CREATE INDEX review_rounds_volume ON review_rounds (volume_id, sent_at);
CREATE INDEX review_rounds_waiting ON review_rounds (assignee_id) WHERE closing IS NULL;
CREATE TABLE review_opinions (
  id TEXT PRIMARY KEY, round_id TEXT NOT NULL REFERENCES review_rounds, chapter_id TEXT NOT NULL REFERENCES chapters, revision INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, exact TEXT NOT NULL, gate TEXT NOT NULL, text TEXT NOT NULL, by_id TEXT NOT NULL,
  by_name TEXT NOT NULL, at TEXT NOT NULL, answered TEXT, place TEXT NOT NULL) STRICT;
CREATE INDEX review_opinions_round ON review_opinions (round_id);
CREATE INDEX review_opinions_chapter ON review_opinions (chapter_id);
CREATE TABLE review_files (
  id TEXT PRIMARY KEY, volume_id TEXT NOT NULL REFERENCES volumes, name TEXT NOT NULL, media_type TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES blobs, size INTEGER NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE publisher_reviews (
  id TEXT PRIMARY KEY, volume_id TEXT NOT NULL REFERENCES volumes, stage TEXT NOT NULL, name TEXT NOT NULL, day TEXT NOT NULL,
  opinion TEXT NOT NULL, entered_name TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE INDEX publisher_reviews_volume ON publisher_reviews (volume_id);
`,
  },
  {
    // 三校: what the printer set, and every difference from what was approved, each decided once.
    name: '0044-proofs',
    sql: `
CREATE TABLE proof_rounds (
  id TEXT PRIMARY KEY, volume_id TEXT NOT NULL REFERENCES volumes, stage TEXT NOT NULL, file_id TEXT REFERENCES review_files, basis TEXT NOT NULL,
  layout_chars INTEGER, opened_by TEXT NOT NULL, opened_name TEXT NOT NULL, opened_at TEXT NOT NULL, result TEXT, closing TEXT) STRICT;
CREATE INDEX proof_rounds_volume ON proof_rounds (volume_id, opened_at);
CREATE TABLE proof_differences (
  proof_id TEXT NOT NULL REFERENCES proof_rounds, number INTEGER NOT NULL, difference TEXT NOT NULL, decided TEXT,
  PRIMARY KEY (proof_id, number)) STRICT, WITHOUT ROWID;
`,
  },
  {
    // 引注: notes cite the sources of one list; of an item it keeps what was said of it when it came in.
    name: '0047-references',
    sql: `
ALTER TABLE volumes ADD COLUMN citation_style TEXT NOT NULL DEFAULT 'note';
CREATE TABLE "references" (
  id TEXT PRIMARY KEY, item_id TEXT REFERENCES items (id), reference TEXT NOT NULL, sought TEXT NOT NULL, revision INTEGER NOT NULL,
  created_at TEXT NOT NULL, removed_at TEXT) STRICT;
CREATE UNIQUE INDEX references_item ON "references" (item_id) WHERE item_id IS NOT NULL AND removed_at IS NULL;
CREATE INDEX references_listed ON "references" (created_at) WHERE removed_at IS NULL;
`,
  },
  {
    // 稿件: an item that was handed in for print; its number is of a year, and never given twice (counters).
    name: '0051-submissions',
    sql: `
CREATE TABLE submissions (
  id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, item_id TEXT NOT NULL UNIQUE REFERENCES items (id), received_date TEXT NOT NULL,
  contributor TEXT NOT NULL, county TEXT NOT NULL, topic_id TEXT, checks TEXT NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL,
  decided_name TEXT NOT NULL, decided_at TEXT NOT NULL, revision INTEGER NOT NULL) STRICT;
CREATE INDEX submissions_state ON submissions (state, number);
CREATE INDEX submissions_topic ON submissions (topic_id) WHERE topic_id IS NOT NULL;
CREATE TABLE submission_steps (
  submission_id TEXT NOT NULL REFERENCES submissions, revision INTEGER NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL, fields TEXT NOT NULL,
  actor_id TEXT NOT NULL, actor_name TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (submission_id, revision)) STRICT, WITHOUT ROWID;
`,
  },
  {
    // 图版 and 插图: placed pictures of items; their order is one row of their volume, as its outline is.
    name: '0039-plates',
    sql: `
CREATE TABLE plates (
  id TEXT PRIMARY KEY, volume_id TEXT NOT NULL REFERENCES volumes, kind TEXT NOT NULL, chapter_id TEXT REFERENCES chapters, after_block INTEGER,
  item_id TEXT NOT NULL REFERENCES items (id), object_id TEXT NOT NULL REFERENCES objects (id), page INTEGER NOT NULL, crop TEXT,
  width_mm REAL NOT NULL, caption TEXT, credit TEXT, revision INTEGER NOT NULL, created_at TEXT NOT NULL, deleted_at TEXT) STRICT;
CREATE INDEX plates_volume ON plates (volume_id) WHERE deleted_at IS NULL;
CREATE INDEX plates_chapter ON plates (chapter_id) WHERE deleted_at IS NULL AND chapter_id IS NOT NULL;
CREATE TABLE plate_orders (volume_id TEXT PRIMARY KEY REFERENCES volumes, revision INTEGER NOT NULL, ids TEXT NOT NULL) STRICT, WITHOUT ROWID;
`,
  },
  {
    // 选题: what a volume is to be about; a volume is made after its plan.
    name: '0052-topics',
    sql: `
CREATE TABLE topics (id TEXT PRIMARY KEY, fields TEXT NOT NULL, revision INTEGER NOT NULL, created_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
ALTER TABLE volumes ADD COLUMN topic_id TEXT REFERENCES topics;
`,
  },
  {
    // 编校提示: the house's lists are one row; what an editor does not want to be asked again is told by what stands there.
    name: '0048-proofing',
    sql: `
CREATE TABLE proofing_lists (id INTEGER PRIMARY KEY CHECK (id = 1), revision INTEGER NOT NULL, lists TEXT NOT NULL) STRICT;
CREATE TABLE ignored_hints (
  chapter_id TEXT NOT NULL REFERENCES chapters, code TEXT NOT NULL, found TEXT NOT NULL, PRIMARY KEY (chapter_id, code, found)) STRICT, WITHOUT ROWID;
`,
  },
  {
    // 权利 and 授权书: what may not be printed is told by what is missing here.
    name: '0040-rights',
    sql: `
CREATE TABLE item_rights (
  item_id TEXT PRIMARY KEY REFERENCES items (id), copyright TEXT, copyright_year INTEGER, portrait TEXT, privacy TEXT, note TEXT NOT NULL,
  revision INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE consents (
  id TEXT PRIMARY KEY, accession_id TEXT NOT NULL REFERENCES accessions (id), kind TEXT NOT NULL, scopes TEXT NOT NULL, item_ids TEXT,
  volume_id TEXT REFERENCES volumes, signer TEXT NOT NULL, relation TEXT NOT NULL, signed_date TEXT NOT NULL, until TEXT,
  object_id TEXT REFERENCES objects (id), note TEXT NOT NULL, revoked TEXT, created_by TEXT NOT NULL, created_at TEXT NOT NULL) STRICT;
CREATE INDEX consents_accession ON consents (accession_id);
`,
  },
  {
    // 出处表, 图片来源: which of the parts that are made at each print a volume wants.
    name: '0037-generated-parts',
    sql: "ALTER TABLE volumes ADD COLUMN generated TEXT NOT NULL DEFAULT '[]';",
  },
  {
    // 已刊: a volume that was printed before is made of items; what is being taken in is kept until it is done, `frozen` as it was cut.
    name: '0053-printed-volumes',
    sql: `
ALTER TABLE volumes ADD COLUMN printed TEXT;
CREATE TABLE printed_parts (
  item_id TEXT PRIMARY KEY REFERENCES items (id), volume_id TEXT NOT NULL REFERENCES volumes, ord INTEGER NOT NULL, kind TEXT NOT NULL,
  column_title TEXT NOT NULL, title TEXT NOT NULL, byline TEXT NOT NULL, page_from TEXT NOT NULL, page_to TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX printed_parts_volume ON printed_parts (volume_id, ord);
CREATE TABLE printed_imports (
  id TEXT PRIMARY KEY, state TEXT NOT NULL, fields TEXT NOT NULL, frozen TEXT, volume_id TEXT REFERENCES volumes, job_id TEXT, revision INTEGER NOT NULL,
  created_by TEXT NOT NULL, created_name TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
`,
  },
  {
    // A file of many pages may be of several items: which of its pages are of this one.
    name: '0054-parts-of-files',
    sql: `
ALTER TABLE objects ADD COLUMN part_from INTEGER;
ALTER TABLE objects ADD COLUMN part_to INTEGER;
`,
  },
  {
    // 作者简介, 大事记: what editors keep for the generated parts of a volume, one document for each.
    name: '0055-volume-parts',
    sql: `
CREATE TABLE volume_parts (
  volume_id TEXT NOT NULL REFERENCES volumes, part TEXT NOT NULL, revision INTEGER NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (volume_id, part)) STRICT, WITHOUT ROWID;
`,
  },
  {
    // 印次: what was printed stands; which items and versions are in it is looked up by them. 勘误, and where it was decided that one stays.
    name: '0056-printings',
    sql: `
CREATE TABLE printings (
  id TEXT PRIMARY KEY, volume_id TEXT NOT NULL REFERENCES volumes, number INTEGER NOT NULL, text TEXT NOT NULL, hash TEXT NOT NULL, fields TEXT NOT NULL,
  pages TEXT, UNIQUE (volume_id, number)) STRICT;
CREATE TABLE printed_items (
  item_id TEXT NOT NULL REFERENCES items (id), printing_id TEXT NOT NULL REFERENCES printings, PRIMARY KEY (item_id, printing_id)) STRICT, WITHOUT ROWID;
CREATE INDEX printed_items_printing ON printed_items (printing_id);
CREATE TABLE printed_versions (
  printing_id TEXT NOT NULL REFERENCES printings, chapter_id TEXT NOT NULL REFERENCES chapters, revision INTEGER NOT NULL,
  PRIMARY KEY (printing_id, chapter_id)) STRICT, WITHOUT ROWID;
CREATE TABLE errata (
  id TEXT PRIMARY KEY, volume_id TEXT NOT NULL REFERENCES volumes, printing_id TEXT NOT NULL REFERENCES printings, report_id TEXT REFERENCES reports,
  fields TEXT NOT NULL, withdrawn TEXT, at TEXT NOT NULL) STRICT;
CREATE INDEX errata_volume ON errata (volume_id);
CREATE TABLE errata_kept (
  erratum_id TEXT NOT NULL REFERENCES errata, part_id TEXT NOT NULL, kept TEXT NOT NULL, PRIMARY KEY (erratum_id, part_id)) STRICT, WITHOUT ROWID;
`,
  },
  {
    // 稿酬: what a volume pays, and what was paid; a payment is never taken away, but voided.
    name: '0057-fees',
    sql: `
CREATE TABLE fee_sheets (volume_id TEXT PRIMARY KEY REFERENCES volumes, revision INTEGER NOT NULL, fields TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE fee_payments (
  id TEXT PRIMARY KEY, volume_id TEXT NOT NULL REFERENCES volumes, name TEXT NOT NULL, gross INTEGER NOT NULL, tax INTEGER NOT NULL,
  paid_on TEXT NOT NULL, receiver TEXT NOT NULL, way TEXT NOT NULL, note TEXT NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL, voided TEXT) STRICT;
CREATE INDEX fee_payments_volume ON fee_payments (volume_id);
`,
  },
  {
    // 交流名单 of the house, and where the copies of each volume go.
    name: '0058-dispatches',
    sql: `
CREATE TABLE exchange_units (id TEXT PRIMARY KEY, name TEXT NOT NULL, fields TEXT NOT NULL, revision INTEGER NOT NULL, deleted_at TEXT) STRICT;
CREATE TABLE dispatches (
  id TEXT PRIMARY KEY, volume_id TEXT NOT NULL REFERENCES volumes, kind TEXT NOT NULL, unit_id TEXT REFERENCES exchange_units, name TEXT NOT NULL,
  fields TEXT NOT NULL, revision INTEGER NOT NULL, created_at TEXT NOT NULL) STRICT;
CREATE INDEX dispatches_volume ON dispatches (volume_id);
CREATE UNIQUE INDEX dispatches_unit ON dispatches (volume_id, unit_id) WHERE unit_id IS NOT NULL;
`,
  },
  {
    // What a line of a volume's dispatches is called by stands on the line: as its unit had it, also one that was taken off the list.
    name: '0059-dispatch-categories',
    sql: `
UPDATE dispatches SET fields = json_set(fields, '$.category', coalesce(
  (SELECT unit.fields ->> 'category' FROM exchange_units AS unit WHERE unit.id = dispatches.unit_id), ''));
`,
  },
  {
    // Who may not see an item asks for it as for one that is not there: a request points to no row, or its answer would tell which items exist.
    name: '0060-requests-of-anything',
    sql: `
CREATE TABLE access_requests_new (
  id TEXT PRIMARY KEY, item_id TEXT NOT NULL, user_id TEXT NOT NULL REFERENCES users, purpose TEXT NOT NULL, requested_at TEXT NOT NULL,
  decision TEXT, decided_by TEXT, decided_at TEXT, reason TEXT, expires_at TEXT) STRICT;
INSERT INTO access_requests_new SELECT id, item_id, user_id, purpose, requested_at, decision, decided_by, decided_at, reason, expires_at FROM access_requests;
DROP TABLE access_requests;
ALTER TABLE access_requests_new RENAME TO access_requests;
CREATE INDEX access_requests_user ON access_requests (user_id);
CREATE INDEX access_requests_open ON access_requests (requested_at) WHERE decision IS NULL;
`,
  },
]
