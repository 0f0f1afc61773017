// How much two short texts have in common, as Python's difflib counts it (SequenceMatcher.ratio).

/** From 0 to 1: twice the signs in the longest common blocks, over all signs. Not symmetric. */
export function similarity(first: string, second: string): number {
  const [one, other] = [[...first], [...second]];
  const total = one.length + other.length;
  return total === 0 ? 1 : (2 * matching(one, other, placesIn(other))) / total;
}

type Places = ReadonlyMap<string, readonly number[]>;

// Where each sign stands; in long texts the ones that stand nearly everywhere say nothing, as in difflib.
function placesIn(signs: readonly string[]): Places {
  const places = new Map<string, number[]>();
  signs.forEach((sign, index) => {
    const at = places.get(sign);
    if (at) at.push(index);
    else places.set(sign, [index]);
  });
  if (signs.length < 200) return places;
  const popular = Math.floor(signs.length / 100) + 1;
  return new Map([...places].filter(([, at]) => at.length <= popular));
}

function matching(one: readonly string[], other: readonly string[], places: Places): number {
  let matched = 0;
  const waiting: [number, number, number, number][] = [[0, one.length, 0, other.length]];
  for (let range = waiting.pop(); range; range = waiting.pop()) {
    const [low, high, otherLow, otherHigh] = range;
    const [start, otherStart, size] = longest(one, other, places, range);
    if (size === 0) continue;
    matched += size;
    if (low < start && otherLow < otherStart) waiting.push([low, start, otherLow, otherStart]);
    if (start + size < high && otherStart + size < otherHigh) {
      waiting.push([start + size, high, otherStart + size, otherHigh]);
    }
  }
  return matched;
}

function longest(
  one: readonly string[],
  other: readonly string[],
  places: Places,
  [low, high, otherLow, otherHigh]: [number, number, number, number],
): [number, number, number] {
  let best: [number, number, number] = [low, otherLow, 0];
  let lengths = new Map<number, number>();
  for (let index = low; index < high; index += 1) {
    const next = new Map<number, number>();
    for (const place of places.get(one[index]!) ?? []) {
      if (place < otherLow) continue;
      if (place >= otherHigh) break;
      const length = (lengths.get(place - 1) ?? 0) + 1;
      next.set(place, length);
      if (length > best[2]) best = [index - length + 1, place - length + 1, length];
    }
    lengths = next;
  }
  return extended(one, other, best, [low, high, otherLow, otherHigh]);
}

// Popular signs beside a block belong to it.
function extended(
  one: readonly string[],
  other: readonly string[],
  [start, otherStart, size]: [number, number, number],
  [low, high, otherLow, otherHigh]: [number, number, number, number],
): [number, number, number] {
  let [first, second, length] = [start, otherStart, size];
  while (first > low && second > otherLow && one[first - 1] === other[second - 1]) {
    [first, second, length] = [first - 1, second - 1, length + 1];
  }
  while (first + length < high && second + length < otherHigh && one[first + length] === other[second + length]) {
    length += 1;
  }
  return [first, second, length];
}
