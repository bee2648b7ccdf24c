CREATE TEMPORARY TABLE kept_provisions AS SELECT * FROM provisions;

DROP TABLE provisions;

CREATE TABLE provisions (
  version INTEGER NOT NULL,
  pinpoint VARCHAR NOT NULL,
  position INTEGER NOT NULL,
  number VARCHAR NOT NULL,
  heading VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  children VARCHAR NOT NULL,
  closing VARCHAR NOT NULL,
  midst VARCHAR NOT NULL,
  PRIMARY KEY (version, pinpoint),
  FOREIGN KEY(version) REFERENCES law_versions (id) ON DELETE CASCADE
);

INSERT INTO provisions
SELECT version, pinpoint, position, number, heading, text, children, '', '[]'
FROM kept_provisions;

DROP TABLE kept_provisions;

UPDATE law_versions SET digest = '';

CREATE TABLE guidance (
  sha256 VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  title VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  added DATE NOT NULL,
  PRIMARY KEY (sha256),
  FOREIGN KEY(sha256) REFERENCES blobs (sha256),
  FOREIGN KEY(text) REFERENCES texts (digest)
);

CREATE INDEX ix_guidance_text ON guidance (text);
