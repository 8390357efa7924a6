#include "slow.h"

#include <string.h>

/* Bit set of the digits that row, column and box of the cell hold. */
static unsigned seen(const uint8_t cells[81], int cell) {
  unsigned digits = 0;
  int row = cell / 9, column = cell % 9;
  for (int i = 0; i < 81; i++) {
    bool peer = i / 9 == row || i % 9 == column || (i / 27 == row / 3 && i % 9 / 3 == column / 3);
    if (peer && i != cell && cells[i]) digits |= 1u << cells[i];
  }
  return digits;
}

static int count(uint8_t cells[81], int limit) {
  int best = -1, fewest = 10;
  unsigned taken = 0;
  for (int i = 0; i < 81 && fewest > 1; i++) {
    if (cells[i]) continue;
    unsigned digits = seen(cells, i);
    int left = 9;
    for (int d = 1; d <= 9; d++) left -= digits >> d & 1;
    if (left < fewest) {
      fewest = left;
      best = i;
      taken = digits;
    }
  }
  if (best < 0) return 1;
  int found = 0;
  for (uint8_t d = 1; d <= 9 && found < limit; d++) {
    if (taken >> d & 1) continue;
    cells[best] = d;
    found += count(cells, limit - found);
  }
  cells[best] = 0;
  return found;
}

int slow_count(const uint8_t question[81], int limit) {
  uint8_t cells[81];
  memcpy(cells, question, 81);
  for (int i = 0; i < 81; i++)
    if (cells[i] && seen(cells, i) >> cells[i] & 1) return 0;
  return count(cells, limit);
}

bool slow_is_solution(const uint8_t question[81], const uint8_t answer[81]) {
  for (int i = 0; i < 81; i++) {
    if (answer[i] < 1 || answer[i] > 9 || seen(answer, i) >> answer[i] & 1) return false;
    if (question[i] && question[i] != answer[i]) return false;
  }
  return true;
}

/* All 1,296 orders of nine lines that keep bands together. */
static void line_orders(uint8_t orders[1296][9]) {
  static const uint8_t three[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
  for (int n = 0; n < 1296; n++) {
    int choice[4] = {n % 6, n / 6 % 6, n / 36 % 6, n / 216};
    for (int i = 0; i < 9; i++) {
      int band = three[choice[0]][i / 3];
      orders[n][i] = (uint8_t)(3 * band + three[choice[1 + band]][i % 3]);
    }
  }
}

void slow_smallest_twin(const uint8_t cells[81], uint8_t smallest[81]) {
  static uint8_t orders[1296][9];
  line_orders(orders);
  memset(smallest, 10, 81);
  for (int transposed = 0; transposed < 2; transposed++)
    for (int r = 0; r < 1296; r++)
      for (int c = 0; c < 1296; c++) {
        uint8_t twin[81], label[10] = {0}, next = 1;
        int relation = 0; /* of twin to smallest: 0 equal so far, -1 smaller */
        for (int i = 0; i < 81 && relation <= 0; i++) {
          int row = orders[r][i / 9], column = orders[c][i % 9];
          uint8_t digit = cells[transposed ? column * 9 + row : row * 9 + column];
          if (digit && !label[digit]) label[digit] = next++;
          twin[i] = label[digit];
          if (!relation && twin[i] != smallest[i]) relation = twin[i] < smallest[i] ? -1 : 1;
        }
        if (relation < 0) memcpy(smallest, twin, 81);
      }
}
