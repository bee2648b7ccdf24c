CREATE TABLE answers (
  dossier VARCHAR NOT NULL,
  model VARCHAR NOT NULL,
  "key" VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  PRIMARY KEY (dossier, model, "key"),
  FOREIGN KEY(dossier) REFERENCES dossiers (id) ON DELETE CASCADE
);
