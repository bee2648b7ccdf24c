CREATE TABLE blobs (
  sha256 VARCHAR NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (sha256)
);

CREATE TABLE dossiers (
  id VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  profile BLOB,
  created VARCHAR NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE texts (
  digest VARCHAR NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (digest)
);

CREATE TABLE vectors (
  scope VARCHAR NOT NULL,
  model VARCHAR NOT NULL,
  "key" VARCHAR NOT NULL,
  vector BLOB NOT NULL,
  PRIMARY KEY (scope, model, "key")
);

CREATE TABLE documents (
  id INTEGER NOT NULL,
  dossier VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  revision INTEGER NOT NULL,
  superseded BOOLEAN NOT NULL,
  sha256 VARCHAR,
  text VARCHAR,
  failure BLOB,
  recognised_type VARCHAR,
  chosen_type VARCHAR,
  PRIMARY KEY (id),
  UNIQUE (dossier, name, revision),
  FOREIGN KEY(dossier) REFERENCES dossiers (id) ON DELETE CASCADE,
  FOREIGN KEY(sha256) REFERENCES blobs (sha256),
  FOREIGN KEY(text) REFERENCES texts (digest)
);

CREATE INDEX ix_documents_sha256 ON documents (sha256);

CREATE INDEX ix_documents_text ON documents (text);

CREATE UNIQUE INDEX one_current_document_a_name ON documents (dossier, name) WHERE superseded = 0;

CREATE TABLE law_versions (
  id INTEGER NOT NULL,
  act VARCHAR NOT NULL,
  celex VARCHAR NOT NULL,
  form VARCHAR NOT NULL,
  as_of DATE NOT NULL,
  sha256 VARCHAR NOT NULL,
  title VARCHAR NOT NULL,
  added DATE NOT NULL,
  digest VARCHAR NOT NULL,
  current BOOLEAN NOT NULL,
  PRIMARY KEY (id),
  UNIQUE (sha256),
  FOREIGN KEY(sha256) REFERENCES blobs (sha256)
);

CREATE UNIQUE INDEX one_current_version_an_act ON law_versions (act) WHERE current = 1;

CREATE TABLE parses (
  sha256 VARCHAR NOT NULL,
  reader VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  PRIMARY KEY (sha256, reader),
  FOREIGN KEY(sha256) REFERENCES blobs (sha256) ON DELETE CASCADE,
  FOREIGN KEY(text) REFERENCES texts (digest)
);

CREATE INDEX ix_parses_text ON parses (text);

CREATE TABLE reviews (
  dossier VARCHAR NOT NULL,
  number INTEGER NOT NULL,
  made VARCHAR NOT NULL,
  manifest BLOB NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (dossier, number),
  FOREIGN KEY(dossier) REFERENCES dossiers (id) ON DELETE CASCADE
);

CREATE TABLE provisions (
  version INTEGER NOT NULL,
  pinpoint VARCHAR NOT NULL,
  position INTEGER NOT NULL,
  number VARCHAR NOT NULL,
  heading VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  children VARCHAR NOT NULL,
  PRIMARY KEY (version, pinpoint),
  FOREIGN KEY(version) REFERENCES law_versions (id) ON DELETE CASCADE
);

CREATE TABLE review_documents (
  dossier VARCHAR NOT NULL,
  review INTEGER NOT NULL,
  position INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  PRIMARY KEY (dossier, review, position),
  FOREIGN KEY(dossier, review) REFERENCES reviews (dossier, number) ON DELETE CASCADE,
  FOREIGN KEY(text) REFERENCES texts (digest)
);

CREATE INDEX ix_review_documents_text ON review_documents (text);
