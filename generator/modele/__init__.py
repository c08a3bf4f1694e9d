"""Les données officielles livrées avec le générateur (code officiel géographique)."""
