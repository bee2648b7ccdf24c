"""Small pieces that several pages draw."""
