# Deux commandes suffisent : « make site » construit, « make test » vérifie.

PYTHON ?= python3
VENV := .venv
# Les tests se partagent les cœurs de la machine ; chacun prend une suite de tests voisins, qui se servent du même site.
PROCESSUS ?= auto
BIN := $(VENV)/bin
# Où lire les documents cités, pour y retrouver les passages ; s’il n’est pas là, le vérificateur le dit et continue.
DOCUMENTS ?= ../shared/seeds

# Material annonce sa fin de vie à chaque construction ; notre réponse est dans CONTRIBUER.md.
export NO_MKDOCS_2_WARNING := 1
# La construction dit ce qu’elle fait ; « make site DUREES=1 » dit en plus où le temps est passé.
site servir: export ODD17_AVANCEMENT := 1
site valider: export ODD17_DUREES := $(DUREES)

.PHONY: site servir valider test test-rapide epreuve bancs style verrou cog propre

site: $(VENV)/.site $(VENV)/.moteur  ## Vérifie les fiches et construit le site dans site/
	$(BIN)/odd17 valider --documents $(DOCUMENTS)
	$(BIN)/mkdocs build --strict --quiet
	@echo
	@echo "Le site est dans site/. Pour le parcourir : make servir, puis http://127.0.0.1:8000/"

servir: $(VENV)/.site $(VENV)/.moteur  ## Sert le site sur http://127.0.0.1:8000/ et le refait à chaque changement
	$(BIN)/mkdocs serve --dev-addr 127.0.0.1:8000

valider: $(VENV)/.site  ## Vérifie les fiches, sans rien construire
	$(BIN)/odd17 valider --documents $(DOCUMENTS)

test: $(VENV)/.tests style  ## Installe ce qu’il faut aux tests, navigateur compris, puis vérifie tout
	sh tests/navigateur.sh $(BIN)
	$(BIN)/pytest -n $(PROCESSUS) --dist worksteal

test-rapide: $(VENV)/.tests style  ## Ce qui ne demande ni site construit, ni navigateur
	$(BIN)/pytest -n $(PROCESSUS) --dist worksteal -m "not construit"

style: $(VENV)/.tests  ## Style, types, sens de la donnée
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

epreuve: $(VENV)/.tests  ## Abîme de vraies fiches au hasard, longtemps : make epreuve FICHES=100000 GRAINE=42
	$(BIN)/python tests/epreuve/chasser.py $(if $(FICHES),--fiches $(FICHES)) $(if $(GRAINE),--graine $(GRAINE))

bancs: $(VENV)/.tests  ## Mesure vitesses et poids, et les publie (une demi-heure) : make bancs BANCS="validation direct"
	sh tests/navigateur.sh $(BIN)
	$(BIN)/python tests/bancs/mesurer.py $(BANCS)

verrou: $(VENV)/.tests  ## Refait les verrous après un changement de dépendances dans pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --extra construction -o requirements.lock $(VERROU)
	$(BIN)/uv pip compile pyproject.toml --extra construction --extra tests -c requirements.lock -o requirements-tests.lock $(VERROU)
	cd generator/moteur && rm -f deno.lock && ../../$(BIN)/deno install --quiet && rm -rf node_modules

VERROU := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make verrou"

cog: $(VENV)/.site  ## Refait le code officiel géographique et la carte : make cog PAQUET=package/data TRACES=france.departments.svg
	$(BIN)/python -m generator.modele.reconstruire_cog $(PAQUET)
	$(BIN)/python -m generator.modele.geographie.reconstruire $(PAQUET) $(TRACES)

propre:  ## Efface tout ce qui se refait
	rm -rf $(VENV) site .cache .pytest_cache .mypy_cache .ruff_cache .import_linter_cache *.egg-info

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Il faut Python 3.11 ou plus récent (PYTHON=python3.12 make site)."; exit 1; }
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Le module venv manque. Sur Debian ou Ubuntu : apt install python3-venv"; exit 1; }

$(VENV)/.site: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --config-settings editable_mode=compat --editable .
	@touch $@

$(VENV)/.tests: requirements-tests.lock $(VENV)/.site
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-tests.lock
	@$(MAKE) --no-print-directory $(VENV)/.moteur
	@touch $@

# Python pour le navigateur. S’il ne peut pas être pris (sans réseau), une phrase le dit et l’on fait sans ; la fois d’après réessaie.
$(VENV)/.moteur: generator/moteur/pose.py generator/moteur/deno.lock requirements.lock | $(VENV)/.site
	@$(BIN)/python -m generator.moteur.pose && touch $@ || true
