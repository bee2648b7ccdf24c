CREATE TABLE batches (
  id VARCHAR NOT NULL,
  folder VARCHAR NOT NULL,
  out VARCHAR NOT NULL,
  device BLOB,
  made_for DATE NOT NULL,
  state VARCHAR NOT NULL,
  made VARCHAR NOT NULL,
  PRIMARY KEY (id),
  UNIQUE (folder, out)
);

CREATE TABLE submissions (
  batch VARCHAR NOT NULL,
  label VARCHAR NOT NULL,
  position INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  input VARCHAR NOT NULL,
  state VARCHAR NOT NULL,
  reason VARCHAR NOT NULL,
  result BLOB,
  dossier VARCHAR,
  PRIMARY KEY (batch, label),
  FOREIGN KEY(batch) REFERENCES batches (id) ON DELETE CASCADE,
  FOREIGN KEY(dossier) REFERENCES dossiers (id) ON DELETE SET NULL
);

CREATE INDEX ix_submissions_dossier ON submissions (dossier);
