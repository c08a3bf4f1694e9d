"""Quand Pagefind échoue, on montre ce qu’il en dit."""

from pathlib import Path

import pytest

from generator.catalogue.catalogue import Catalogue
from generator.sortie import recherche


def test_ce_que_dit_pagefind_quand_il_echoue_se_lit(
    tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    faux = tmp_path / "faux-python"
    faux.write_text("#!/bin/sh\necho 'disque plein' >&2\nexit 3\n", "utf-8")
    faux.chmod(0o755)
    monkeypatch.setattr(recherche, "_PAGEFIND", (str(faux),))
    with pytest.raises(recherche.IndexationImpossible, match=r"disque plein.*code 3"):
        recherche.indexer(tmp_path, (), catalogue.lexique)
