# `make chat` and `make test` do all the set-up they need: Python 3.11 or later, make and a package index are enough.
PYTHON := $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
DESK := people spending telegram_access telegram_commands telegram_crashes telegram_replicas telegram_rounds
PACKAGES := plans ingest retrieval prompts bot evaluation
BIN := .venv/bin
INSTALL = if command -v uv >/dev/null; then \
	uv pip install -q --python $(BIN)/python --compile-bytecode $(1); \
	else $(BIN)/python -m pip install -q --disable-pip-version-check $(1); fi

.PHONY: chat test emulator test-emulator test-services cluster chaos soak hostile attacks fuzz audit sbom bench bench-dense readme lock install endure-bot pictures
.SILENT:

chat: install
	$(BIN)/kehoach ingest samples
	$(BIN)/kehoach chat

test: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest
	$(BIN)/kehoach evaluate gate samples --jobs 2

# The library's and the desk's own tests again, on a real PostgreSQL and a real Chroma server that they start themselves.
test-services: install
	$(BIN)/pytest --servers tests/services tests/retrieval/test_library.py tests/retrieval/test_library_states.py \
		tests/retrieval/test_library_processes.py $(DESK:%=tests/bot/test_%.py)

# The whole bot again, over a Bot API that nobody here wrote; it needs Node.js and npm.
test-emulator: install emulator
	$(BIN)/pytest --emulator tests/bot/test_telegram_whole.py

emulator:
	cd tests/emulator && npm ci --ignore-scripts --no-audit --no-fund --silent --fetch-retries=0

# SETS is a folder with the public sets of docs/benchmarks.md, which may not ship with the program: `make bench SETS=sets`.
bench: install
	$(BIN)/python -m evaluation.bench
	test -z "$(SETS)" || $(BIN)/python -m evaluation.retrieval_bench "$(SETS)"

# Chroma's default model needs torch, the other peers much else: an environment of their own, never the product's.
bench-dense:
	$(PYTHON) -m venv .venv-dense
	.venv-dense/bin/python -m pip install -q --disable-pip-version-check -r requirements.lock
	.venv-dense/bin/python -m pip install -q --disable-pip-version-check -e '.[bench-dense]'
	.venv-dense/bin/python -m evaluation.bench dense
	test -z "$(SETS)" || .venv-dense/bin/python -m evaluation.retrieval_bench "$(SETS)" --dense

# A Dask scheduler and two worker processes here read what one process reads; Dask stands in an environment of its own.
cluster:
	$(PYTHON) -m venv .venv-cluster
	.venv-cluster/bin/python -m pip install -q --disable-pip-version-check -r requirements.lock
	.venv-cluster/bin/python -m pip install -q --disable-pip-version-check -e '.[cluster]'
	.venv-cluster/bin/python -m tests.cluster.two_workers

# Kills at random for at most ten minutes; then the database kept by another program for longer than a command waits.
chaos: install
	$(BIN)/python -m tests.endurance.chaos 200 600
	$(BIN)/python -m tests.endurance.locked 12

# The Telegram bot: fifty people for ten minutes, a hundred rounds of killing it, random updates; half an hour in all.
endure-bot: install
	$(BIN)/python -m tests.endurance.load 600
	$(BIN)/python -m tests.bot.telegram_program 100
	$(BIN)/python -m tests.bot.telegram_fuzz 100000
	$(BIN)/python -m tests.bot.telegram_doors 2000

# Readers beside replacements, random steps, the backup drill: some minutes.
soak: install
	$(BIN)/python -m tests.endurance.soak 300

# Over a hundred files made to do harm, each with its time and what was said; at last the most memory a reader needed.
hostile: install
	$(BIN)/python -m tests.security.hostile

# SETS is a folder with public collections of attacks (JSON or lines): each as a question, with a model that obeys, in a plan.
attacks: install
	$(BIN)/python -m tests.security.public "$(SETS)"

# The readers of files against bytes nobody wrote, for five minutes.
fuzz: install
	$(BIN)/python -m tests.ingest.fuzz 300

# The same with files bred towards code not yet reached; Atheris stands in an environment of its own.
fuzz-bred:
	$(PYTHON) -m venv .venv-fuzz
	.venv-fuzz/bin/python -m pip install -q --disable-pip-version-check -r requirements.lock
	.venv-fuzz/bin/python -m pip install -q --disable-pip-version-check -e '.[fuzz]'
	.venv-fuzz/bin/python -m tests.ingest.bred_fuzz 300

# Known weaknesses of the locked packages; without a network it says so and fails nothing.
audit: install
	$(BIN)/pip-audit -s osv --require-hashes --disable-pip -r requirements.lock || { \
		$(BIN)/python -c 'import socket; socket.create_connection(("api.osv.dev", 443), 5)' 2>/dev/null && exit 1; \
		echo "audit: the list of weaknesses cannot be reached from here; nothing was checked" >&2; }

# The parts the program is made of, as CycloneDX, from the lock alone.
sbom: install
	$(BIN)/cyclonedx-py requirements --pyproject pyproject.toml -o sbom.json requirements.lock

# The conversations in the pages, drawn and written anew from the transcripts that the tests keep.
pictures: install
	$(BIN)/python -m tests.bot.telegram_pictures

# The transcript of the README, asked anew.
readme: install
	$(BIN)/python tests/test_documentation.py

lock:
	uv pip compile -q pyproject.toml --extra dev --extra bench --universal --python-version 3.11 --upgrade \
		--generate-hashes --no-emit-index-url --no-header --no-annotate -o requirements.lock

# Our own packages are compiled too, as PYTHONDONTWRITEBYTECODE would otherwise make every cold start compile them.
install: .venv/.installed
	$(BIN)/python -m compileall -q $(PACKAGES)

.venv/.installed: requirements.lock pyproject.toml
	test -n "$(PYTHON)" || { echo "Cần Python 3.11 trở lên (python3 --version)." >&2; exit 1; }
	echo "Đang cài đặt vào .venv (lần đầu mất vài phút)…" >&2
	if command -v uv >/dev/null; then uv venv -q --allow-existing --python $(PYTHON) .venv; else $(PYTHON) -m venv .venv; fi
	$(call INSTALL,--require-hashes -r requirements.lock)
	$(call INSTALL,--no-deps --no-build-isolation -e .)
	touch $@
