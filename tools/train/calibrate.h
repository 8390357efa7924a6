/* calibrate.h - int4 weights chosen by what they are multiplied with (GPTQ, arXiv 2210.17323). */
#ifndef TRAIN_CALIBRATE_H
#define TRAIN_CALIBRATE_H
#include "task.h"
#include "team.h"

/* Rounds a matrix [rows][cols], in place, to values an int4 file gives back: column after column, what a rounding adds
 * to the products is taken out again by the columns that are still to come. moment [cols][cols]: sum of x x^T over the
 * inputs x the matrix meets; only its upper half is read. */
void round_by_moment(float *matrix, size_t rows, size_t cols, const float *moment);

/* sum of |x D^T|^2 over those inputs for the difference D of two matrices: what rounding has done to the products. */
double product_error(const float *a, const float *b, size_t rows, size_t cols, const float *moment);

/* Rounds all block matrices so, by the inputs they meet in the first `limit` puzzles, `segments` each, at the layout's
 * cycles. Returns the error of all products together as a share of what plain rounding makes of it. */
double calibrate(const hrm_team *team, const layout *l, float *weights, const task *puzzles, const dataset *data,
                 size_t limit, size_t segments);

#endif
