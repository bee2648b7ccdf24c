CREATE TABLE judgements (
  scope VARCHAR NOT NULL,
  version VARCHAR NOT NULL,
  document VARCHAR NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (scope, version, document)
);
