CREATE TABLE members (
  dossier VARCHAR NOT NULL,
  member VARCHAR NOT NULL,
  role VARCHAR NOT NULL,
  PRIMARY KEY (dossier, member),
  FOREIGN KEY(dossier) REFERENCES dossiers (id) ON DELETE CASCADE
);

CREATE INDEX ix_members_member ON members (member);

CREATE TABLE retentions (
  dossier VARCHAR NOT NULL,
  until DATE,
  hold VARCHAR NOT NULL,
  PRIMARY KEY (dossier),
  FOREIGN KEY(dossier) REFERENCES dossiers (id) ON DELETE CASCADE
);
