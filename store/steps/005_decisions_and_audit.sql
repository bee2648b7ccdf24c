CREATE TABLE audit (
  number INTEGER NOT NULL,
  content VARCHAR NOT NULL,
  hash VARCHAR NOT NULL,
  PRIMARY KEY (number)
);

CREATE TABLE audit_words (
  number INTEGER NOT NULL,
  dossier VARCHAR,
  content BLOB NOT NULL,
  PRIMARY KEY (number),
  FOREIGN KEY(number) REFERENCES audit (number),
  FOREIGN KEY(dossier) REFERENCES dossiers (id) ON DELETE CASCADE
);

CREATE INDEX ix_audit_words_dossier ON audit_words (dossier);

CREATE TABLE decisions (
  id INTEGER NOT NULL,
  dossier VARCHAR NOT NULL,
  review INTEGER NOT NULL,
  obligation VARCHAR NOT NULL,
  event INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(dossier, review) REFERENCES reviews (dossier, number) ON DELETE CASCADE,
  FOREIGN KEY(event) REFERENCES audit (number)
);

CREATE INDEX ix_decisions_dossier ON decisions (dossier, review);

CREATE TABLE sign_offs (
  dossier VARCHAR NOT NULL,
  review INTEGER NOT NULL,
  event INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (dossier, review),
  FOREIGN KEY(dossier, review) REFERENCES reviews (dossier, number) ON DELETE CASCADE,
  FOREIGN KEY(event) REFERENCES audit (number)
);

CREATE TRIGGER audit_keep_values BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the record is append only'); END;

CREATE TRIGGER audit_words_keep_values BEFORE UPDATE ON audit_words BEGIN SELECT RAISE(ABORT, 'the record is append only'); END;

CREATE TRIGGER decisions_keep_values BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'the record is append only'); END;

CREATE TRIGGER sign_offs_keep_values BEFORE UPDATE ON sign_offs BEGIN SELECT RAISE(ABORT, 'the record is append only'); END;

CREATE TRIGGER audit_keep_rows BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the record is append only'); END;

CREATE TRIGGER audit_words_keep_rows BEFORE DELETE ON audit_words WHEN OLD.dossier IS NULL OR EXISTS (SELECT 1 FROM dossiers WHERE id = OLD.dossier) BEGIN SELECT RAISE(ABORT, 'the record is append only'); END;

CREATE TRIGGER decisions_keep_rows BEFORE DELETE ON decisions WHEN EXISTS (SELECT 1 FROM dossiers WHERE id = OLD.dossier) BEGIN SELECT RAISE(ABORT, 'the record is append only'); END;

CREATE TRIGGER sign_offs_keep_rows BEFORE DELETE ON sign_offs WHEN EXISTS (SELECT 1 FROM dossiers WHERE id = OLD.dossier) BEGIN SELECT RAISE(ABORT, 'the record is append only'); END;

CREATE TRIGGER decisions_end_with_sign_off BEFORE INSERT ON decisions WHEN EXISTS (SELECT 1 FROM sign_offs WHERE dossier = NEW.dossier AND review = NEW.review) BEGIN SELECT RAISE(ABORT, 'the review is signed off'); END;
