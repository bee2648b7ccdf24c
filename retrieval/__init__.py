"""Finding: texts to vectors, search by meaning and words, passages mapped to obligations.

Texts go through `Embedder`, each once ever. `HybridIndex` finds texts for a query,
`ObligationMapper` compares all passages with all obligations at once. `VectorIndex` is the only
place that knows Chroma, `OnnxBackend` the only one that knows what runs the model
(`SentenceTransformerBackend` is its reference), `LexicalIndex` the only one that knows bm25s.
"""
