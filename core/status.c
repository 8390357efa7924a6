/* status.c - the names and sentences of hrm_status. */
#include "hrm.h"

typedef struct status_text {
  const char *name, *sentence;
} status_text;

static const status_text texts[HRM_STATUS_COUNT] = {
    [HRM_OK] = {"HRM_OK", "No error."},
    [HRM_ERROR_ARGUMENT] = {"HRM_ERROR_ARGUMENT",
                            "A required address is missing or not aligned, or a description is inconsistent."},
    [HRM_ERROR_TRUNCATED] = {"HRM_ERROR_TRUNCATED",
                             "The file ends too early: it was not copied or downloaded completely."},
    [HRM_ERROR_MAGIC] = {"HRM_ERROR_MAGIC", "This is not a .hrm weights file."},
    [HRM_ERROR_VERSION] = {"HRM_ERROR_VERSION",
                           "The weights file has a format version that this program does not read."},
    [HRM_ERROR_CONFIG] = {"HRM_ERROR_CONFIG", "The model's configuration has a value outside its allowed range."},
    [HRM_ERROR_TOO_LARGE] = {"HRM_ERROR_TOO_LARGE", "The model does not fit into this machine's address space."},
    [HRM_ERROR_TENSOR_TABLE] = {"HRM_ERROR_TENSOR_TABLE",
                                "The weights file's table of tensors does not match its configuration."},
    [HRM_ERROR_TRAILING] = {"HRM_ERROR_TRAILING", "The file goes on after the end of the weights."},
    [HRM_ERROR_CHECKSUM] = {"HRM_ERROR_CHECKSUM", "The weights file is damaged: its checksum is wrong."},
    [HRM_ERROR_PADDING] = {"HRM_ERROR_PADDING", "The weights file has data where only zeros are allowed."},
    [HRM_ERROR_VALUE] = {"HRM_ERROR_VALUE", "A weight or scale is not a usable number."},
    [HRM_ERROR_BUFFER] = {"HRM_ERROR_BUFFER", "A buffer is smaller than the model needs."},
    [HRM_ERROR_INPUT] =
        {"HRM_ERROR_INPUT",
         "An input token or puzzle identifier is outside the model's range, or no cell of the grid is there."},
};

static const status_text unknown = {"HRM_ERROR_UNKNOWN", "An unknown error."};

static const status_text *text_of(hrm_status status) {
  return (unsigned)status < HRM_STATUS_COUNT ? &texts[status] : &unknown;
}

const char *hrm_status_name(hrm_status status) { return text_of(status)->name; }
const char *hrm_status_sentence(hrm_status status) { return text_of(status)->sentence; }
