/* status.c - the names and sentences of hrm_learn_status. */
#include "hrm_learn.h"

typedef struct status_text {
  const char *name, *sentence;
} status_text;

#define TEXT(status, sentence) [status] = {#status, sentence}

static const status_text texts[HRM_LEARN_STATUS_COUNT] = {
    TEXT(HRM_LEARN_OK, "No error."),
    TEXT(HRM_LEARN_ERROR_ARGUMENT, "A required address is missing or not aligned, or the team is another."),
    TEXT(HRM_LEARN_ERROR_CONFIG, "The model's configuration has a value outside its allowed range."),
    TEXT(HRM_LEARN_ERROR_RELATIVE,
         "HRM and TRM can be trained; a model with a single state z, an initial state for each token or an update rate "
         "can only be run."),
    TEXT(HRM_LEARN_ERROR_WIDTH,
         "Hidden size, inner size, mlp_t size and head dimension must be multiples of 16 for a model to be trained."),
    TEXT(HRM_LEARN_ERROR_OPTION, "An option of the training run is outside its allowed range."),
    TEXT(HRM_LEARN_ERROR_MODE, "This build or this machine does not have the arithmetic mode."),
    TEXT(HRM_LEARN_ERROR_TOO_LARGE, "The training run does not fit into this machine's address space."),
    TEXT(HRM_LEARN_ERROR_BUFFER, "A buffer is smaller than the training run needs."),
    TEXT(HRM_LEARN_ERROR_NO_EXAMPLE, "There is no example to learn from."),
    TEXT(HRM_LEARN_ERROR_EXAMPLE,
         "An example has a token, an answer or a puzzle identifier outside the model's range."),
    TEXT(HRM_LEARN_ERROR_STATE, "This is not the state of a run of the same model, slots and build, or it is damaged."),
    TEXT(HRM_LEARN_ERROR_VALUE, "A weight is not a finite number."),
    TEXT(HRM_LEARN_ERROR_NOT_FINITE,
         "The loss or its gradient is no longer finite; the run stands where it was before this step. Lower the "
         "learning rate."),
};

static const status_text unknown = {"HRM_LEARN_ERROR_UNKNOWN", "An unknown error."};

static const status_text *text_of(hrm_learn_status status) {
  return (unsigned)status < HRM_LEARN_STATUS_COUNT ? &texts[status] : &unknown;
}

const char *hrm_learn_status_name(hrm_learn_status status) { return text_of(status)->name; }
const char *hrm_learn_status_sentence(hrm_learn_status status) { return text_of(status)->sentence; }
