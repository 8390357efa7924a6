# The learning library (core/learn/hrm_learn.h): make learn-native builds .build/native/libhrm_learn.a. It needs
# libhrm_core. The network is compiled once for each arithmetic mode; modes.c says which of them a machine can run.
LEARN_SOURCES := $(addprefix core/learn/,learner.c step.c state.c layout.c official.c loss.c optimiser.c status.c modes.c)
LEARN_HEADERS := $(wildcard core/learn/*.h)
LEARN_X86 := $(filter x86_64,$(shell uname -m))
# -Wno-psabi: vectors are passed between static functions only. Sums may be contracted to fused multiply-adds.
LEARN_CFLAGS := -std=c11 -Wall -Wextra -Wconversion -Wshadow -Werror -Wno-psabi -fno-math-errno -fno-trapping-math -ffp-contract=fast $(if $(LEARN_X86),-DHRM_LEARN_X86) -O3 -g $(SANITIZE)
LEARN_AVX512 := -mavx2 -mfma -mavx512f -mavx512bw -mavx512vl -mavx512dq
LEARN_MODE_plain := -DACT_BF16=0
LEARN_MODE_avx2 := -DACT_BF16=0 -mavx2 -mfma
LEARN_MODE_avx512 := -DACT_BF16=0 $(LEARN_AVX512)
LEARN_MODE_bf16 := -DACT_BF16=1 $(LEARN_AVX512) -mavx512bf16
LEARN_MODE_amx := -DACT_BF16=1 -DACT_AMX=1 $(LEARN_AVX512) -mavx512bf16 -mamx-tile -mamx-bf16
# The tile instructions in plain C, for the tests; linked by nothing else.
LEARN_MODE_emulated := -DACT_BF16=1 -DACT_AMX=1 -DAMX_EMULATED=1
LEARN_MODES := plain $(if $(LEARN_X86),avx2 avx512 bf16 amx)

LEARN_BUILD := $(BUILD)/native/learn
LEARN_LIBRARY := $(BUILD)/native/libhrm_learn.a
.PHONY: learn-native
learn-native: $(LEARN_LIBRARY)

$(LEARN_LIBRARY): $(LEARN_SOURCES:core/learn/%.c=$(LEARN_BUILD)/%.o) $(LEARN_MODES:%=$(LEARN_BUILD)/network_%.o)
	rm -f $@
	$(AR) rcs $@ $^

$(LEARN_BUILD)/%.o: core/learn/%.c $(LEARN_HEADERS) core/hrm.h core/learn/build.mk
	@mkdir -p $(@D)
	$(CC) $(LEARN_CFLAGS) -c $< -o $@

$(patsubst %,$(LEARN_BUILD)/network_%.o,$(LEARN_MODES) emulated): $(LEARN_BUILD)/network_%.o: core/learn/network.c $(LEARN_HEADERS) core/hrm.h core/learn/build.mk
	@mkdir -p $(@D)
	$(CC) $(LEARN_CFLAGS) $(LEARN_MODE_$*) -DNETWORK_OPS=hrm_network_$* -c $< -o $@
