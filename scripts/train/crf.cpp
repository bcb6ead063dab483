// Trains the weights of a linear-chain conditional random field by AdaGrad (Duchi, Hazan, Singer 2011), then keeps those that matter
// most and trains on with them alone. A token's gold may be a set of states, of which any is right: what is maximised is the sum
// over all paths through such sets.
//
//   crf INPUT OUTPUT EPOCHS RATE DECAY ENTRIES SEED
//
// INPUT, little-endian: u32 sequences, tokens, features, states, kinds; u32 length of each sequence; f32 weight of each; u8 kind of each token;
// u32 gold states of each token, a bit each; u32 starts of each token's features, and their end; u32 features.
// OUTPUT: f32 start weights [states]; f32 transition weights [(1 + 2 kinds) states states]; f32 feature weights [features states].
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <numeric>
#include <random>
#include <vector>

// States are padded to a multiple of what a vector register holds; the padding is never reached.
constexpr int S = 32;
constexpr int PAIR = S * S;

struct Data {
  uint32_t sequences, tokens, features, states, kinds;
  std::vector<uint32_t> length, first, gold, starts, ids;
  std::vector<float> weight;
  std::vector<uint8_t> kind;
};

template <typename T> void fill(FILE* file, std::vector<T>& values, size_t count) {
  values.resize(count);
  if (fread(values.data(), sizeof(T), count, file) != count) { fprintf(stderr, "The training data is cut short.\n"); exit(2); }
}

Data readData(const char* path) {
  FILE* file = fopen(path, "rb");
  if (!file) { fprintf(stderr, "Can't read %s.\n", path); exit(2); }
  Data data;
  std::vector<uint32_t> header;
  fill(file, header, 5);
  data.sequences = header[0]; data.tokens = header[1]; data.features = header[2]; data.states = header[3]; data.kinds = header[4];
  fill(file, data.length, data.sequences);
  fill(file, data.weight, data.sequences);
  fill(file, data.kind, data.tokens);
  fill(file, data.gold, data.tokens);
  fill(file, data.starts, data.tokens + 1);
  fill(file, data.ids, data.starts.back());
  fclose(file);
  data.first.resize(data.sequences);
  for (uint32_t at = 0, s = 0; s < data.sequences; at += data.length[s++]) data.first[s] = at;
  return data;
}

struct Trainer {
  const Data& data;
  std::vector<float> start, transitions, weights;
  std::vector<float> startSquares, transitionSquares, squares;
  // After pruning: which states of a feature have a weight.
  std::vector<uint32_t> kept;
  std::vector<float> gradients;
  std::vector<uint8_t> touched;
  std::vector<float> says, moves, forward, backward, goldForward, goldBackward, scales, likely;
  double loss = 0;

  explicit Trainer(const Data& d) : data(d), start(S), transitions((1 + 2 * d.kinds) * PAIR), weights(size_t(d.features) * S), startSquares(S, 1),
    transitionSquares(transitions.size(), 1), squares(d.features, 1), gradients(transitions.size()), touched(1 + 2 * d.kinds) {}

  void prepare(uint32_t first, int size) {
    says.assign(size * S, 0); moves.resize(size_t(size) * PAIR); forward.resize(size * S); backward.resize(size * S);
    goldForward.assign(size * S, 0); goldBackward.assign(size * S, 0); likely.resize(size * S); scales.resize(size);
    for (int t = 0; t < size; t++) {
      float* e = &says[t * S];
      for (uint32_t at = data.starts[first + t]; at < data.starts[first + t + 1]; at++) {
        if (at + 8 < data.ids.size()) __builtin_prefetch(&weights[size_t(data.ids[at + 8]) * S]);
        const float* w = &weights[size_t(data.ids[at]) * S];
        for (int j = 0; j < S; j++) e[j] += w[j];
      }
      if (t == 0) for (int j = 0; j < S; j++) e[j] += start[j];
      float most = *std::max_element(e, e + data.states);
      for (int j = 0; j < S; j++) e[j] = expf(std::max(e[j] - most, -60.f));
      for (int j = data.states; j < S; j++) e[j] = 0;
      if (t == 0) continue;
      const float* all = &transitions[0];
      const float* before = &transitions[size_t(1 + data.kind[first + t - 1]) * PAIR];
      const float* here = &transitions[size_t(1 + data.kinds + data.kind[first + t]) * PAIR];
      float* m = &moves[size_t(t) * PAIR];
      for (int p = 0; p < PAIR; p++) m[p] = expf(all[p] + before[p] + here[p]);
    }
  }

  static float normalise(float* row) {
    float sum = 0;
    for (int j = 0; j < S; j++) sum += row[j];
    sum = std::max(sum, 1e-30f);
    for (int j = 0; j < S; j++) row[j] /= sum;
    return sum;
  }

  // Forward and backward over all paths, or over those through the gold states. Gives the logarithm of their sum.
  double pass(uint32_t first, int size, bool gold, std::vector<float>& ahead, std::vector<float>& behind) {
    double total = 0;
    for (int t = 0; t < size; t++) {
      float row[S] = {};
      if (t == 0) std::fill(row, row + S, 1.f);
      else for (int i = 0; i < S; i++) {
        float value = ahead[(t - 1) * S + i];
        if (value < 1e-12f) continue;
        const float* m = &moves[size_t(t) * PAIR + i * S];
        for (int j = 0; j < S; j++) row[j] += value * m[j];
      }
      for (int j = 0; j < S; j++) ahead[t * S + j] = row[j] * says[t * S + j] * (!gold || (data.gold[first + t] >> j & 1));
      total += log(normalise(&ahead[t * S]));
    }
    float* last = &behind[(size - 1) * S];
    for (int j = 0; j < S; j++) last[j] = 1;
    for (int t = size - 2; t >= 0; t--) {
      float weighed[S];
      for (int j = 0; j < S; j++) weighed[j] = behind[(t + 1) * S + j] * says[(t + 1) * S + j] * (!gold || (data.gold[first + t + 1] >> j & 1));
      for (int i = 0; i < S; i++) {
        const float* m = &moves[size_t(t + 1) * PAIR + i * S];
        float sum = 0;
        for (int j = 0; j < S; j++) sum += m[j] * weighed[j];
        behind[t * S + i] = sum;
      }
      normalise(&behind[t * S]);
    }
    return total;
  }

  void marginal(const std::vector<float>& ahead, const std::vector<float>& behind, int t, float* out) {
    for (int j = 0; j < S; j++) out[j] = ahead[t * S + j] * behind[t * S + j];
    normalise(out);
  }

  // Adds how much more often state follows state over all paths than over the gold ones.
  void pairGradients(uint32_t first, int t, const std::vector<float>& ahead, const std::vector<float>& behind, bool gold, float sign) {
    float weighed[S], sums = 0;
    static float pairs[PAIR];
    for (int j = 0; j < S; j++) weighed[j] = behind[t * S + j] * says[t * S + j] * (!gold || (data.gold[first + t] >> j & 1));
    for (int i = 0; i < S; i++) {
      const float* m = &moves[size_t(t) * PAIR + i * S];
      float value = ahead[(t - 1) * S + i];
      for (int j = 0; j < S; j++) { pairs[i * S + j] = value * m[j] * weighed[j]; sums += pairs[i * S + j]; }
    }
    float factor = sign / std::max(sums, 1e-30f);
    int tables[3] = {0, 1 + data.kind[first + t - 1], int(1 + data.kinds + data.kind[first + t])};
    for (int table : tables) {
      touched[table] = 1;
      float* g = &gradients[size_t(table) * PAIR];
      for (int p = 0; p < PAIR; p++) g[p] += factor * pairs[p];
    }
  }

  // A token whose states are all within `tolerance` of the gold is left as it is.
  void learn(uint32_t sequence, float rate, float decay, float tolerance) {
    uint32_t first = data.first[sequence];
    int size = data.length[sequence];
    float importance = data.weight[sequence];
    prepare(first, size);
    double all = pass(first, size, false, forward, backward);
    double gold = pass(first, size, true, goldForward, goldBackward);
    loss += importance * (all - gold);
    std::vector<char> wrong(size);
    for (int t = 0; t < size; t++) {
      float p[S], q[S], g[S], most = 0, sum = 0;
      marginal(forward, backward, t, p);
      marginal(goldForward, goldBackward, t, q);
      for (int j = 0; j < S; j++) { g[j] = importance * (p[j] - q[j]); most = std::max(most, std::fabs(g[j])); sum += g[j] * g[j]; }
      wrong[t] = most > tolerance;
      if (!wrong[t]) continue;
      if (t == 0) step(&start[0], &startSquares[0], g, S, rate);
      for (uint32_t at = data.starts[first + t]; at < data.starts[first + t + 1]; at++) {
        uint32_t f = data.ids[at];
        uint32_t allowed = kept.empty() ? ~0u : kept[f];
        if (!allowed) continue;
        squares[f] += sum;
        float factor = rate / sqrtf(squares[f]), shrink = 1 - rate * decay;
        float* w = &weights[size_t(f) * S];
        for (int j = 0; j < S; j++) w[j] = (shrink * w[j] - factor * g[j]) * (allowed >> j & 1);
      }
    }
    for (int t = 1; t < size; t++) {
      if (!wrong[t] && !wrong[t - 1]) continue;
      pairGradients(first, t, forward, backward, false, importance);
      pairGradients(first, t, goldForward, goldBackward, true, -importance);
    }
    for (size_t table = 0; table < touched.size(); table++) {
      if (!touched[table]) continue;
      float* g = &gradients[table * PAIR];
      step(&transitions[table * PAIR], &transitionSquares[table * PAIR], g, PAIR, rate);
      std::fill(g, g + PAIR, 0.f);
      touched[table] = 0;
    }
  }

  static void step(float* w, float* squares, const float* g, int count, float rate) {
    for (int p = 0; p < count; p++) { squares[p] += g[p] * g[p]; w[p] -= rate * g[p] / sqrtf(squares[p]); }
  }

  // Keeps the `entries` weights that matter most: great ones of frequent features.
  void prune(size_t entries) {
    std::vector<uint32_t> counts(data.features);
    for (uint32_t f : data.ids) counts[f]++;
    auto worth = [&](size_t at) { return std::fabs(weights[at]) * powf(counts[at / S], 0.35f); };
    std::vector<float> worths;
    for (size_t at = 0; at < weights.size(); at++) if (std::fabs(weights[at]) > 0.02f) worths.push_back(worth(at));
    float least = 0;
    if (worths.size() > entries) {
      std::nth_element(worths.begin(), worths.begin() + entries, worths.end(), std::greater<float>());
      least = worths[entries];
    }
    kept.assign(data.features, 0);
    size_t features = 0;
    for (size_t at = 0; at < weights.size(); at++) {
      if (std::fabs(weights[at]) > 0.02f && worth(at) > least) kept[at / S] |= 1u << (at % S);
      else weights[at] = 0;
    }
    for (uint32_t k : kept) features += k != 0;
    fprintf(stderr, "%zu of %zu weights kept, of %zu features\n", std::min(entries, worths.size()), worths.size(), features);
  }

  void write(const char* path) {
    FILE* file = fopen(path, "wb");
    size_t n = data.states;
    fwrite(start.data(), sizeof(float), n, file);
    for (size_t table = 0; table < 1 + 2 * size_t(data.kinds); table++)
      for (size_t i = 0; i < n; i++) fwrite(&transitions[table * PAIR + i * S], sizeof(float), n, file);
    for (size_t f = 0; f < data.features; f++) fwrite(&weights[f * S], sizeof(float), n, file);
    if (fclose(file) != 0) { fprintf(stderr, "Can't write %s.\n", path); exit(2); }
  }
};

int main(int argc, char** argv) {
  if (argc != 8) { fprintf(stderr, "crf INPUT OUTPUT EPOCHS RATE DECAY ENTRIES SEED\n"); return 2; }
  Data data = readData(argv[1]);
  int epochs = atoi(argv[3]);
  float rate = atof(argv[4]), decay = atof(argv[5]);
  std::mt19937 random(atoi(argv[7]));
  Trainer trainer(data);
  std::vector<uint32_t> order(data.sequences);
  std::iota(order.begin(), order.end(), 0);
  // Two thirds of the epochs with all weights, the rest with those that are kept.
  int whole = (2 * epochs + 1) / 3;
  for (int epoch = 0; epoch < epochs; epoch++) {
    for (size_t at = order.size() - 1; at > 0; at--) std::swap(order[at], order[random() % (at + 1)]);
    if (epoch == whole) trainer.prune(atol(argv[6]));
    trainer.loss = 0;
    for (size_t at = 0; at < order.size(); at++) {
      float done = (epoch + at / float(order.size())) / epochs;
      trainer.learn(order[at], rate * (1 - 0.9f * done), decay, epoch < whole ? 0.002f : 0.0005f);
    }
    fprintf(stderr, "epoch %d: loss %.4f a token\n", epoch + 1, trainer.loss / data.tokens);
  }
  trainer.write(argv[2]);
}
