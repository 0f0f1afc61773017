// The application's life between its start and the moment when somebody pulls the plug.

/** What a dead application meets wherever it turns; nobody is there to see it. */
export class Killed extends Error {}

/**
 * Counts everything that the application takes from outside, and ends in the middle of it when it is told to: from
 * then on nothing is given, nothing answers, and whatever the disk had not finished is undone.
 */
export class Life {
  readonly ended: Promise<void>;
  isOver = false;
  taken = 0;
  #doom: number | null = null;
  readonly #atEnd: (() => void)[] = [];
  #tell: () => void = () => undefined;

  constructor() {
    this.ended = new Promise((resolve) => {
      this.#tell = resolve;
    });
  }

  /** It ends with so many more things taken; null: it may live on. */
  threaten(after: number | null): void {
    this.#doom = after === null ? null : this.taken + after;
  }

  /** One more thing is taken from outside. Throws `Killed` when it is one too many. */
  take(): void {
    if (this.isOver) throw new Killed();
    this.taken += 1;
    if (this.#doom !== null && this.taken >= this.#doom) {
      this.end();
      throw new Killed();
    }
  }

  atEnd(undo: () => void): void {
    this.#atEnd.push(undo);
  }

  end(): void {
    if (this.isOver) return;
    this.isOver = true;
    for (const undo of this.#atEnd) undo();
    this.#tell();
  }

  /** A promise from outside: its answer never reaches the dead. */
  async lend<T>(asked: () => Promise<T>): Promise<T> {
    try {
      this.take();
      const answer = await asked();
      this.take();
      return answer;
    } catch (problem) {
      if (this.isOver) return new Promise<never>(() => undefined);
      throw problem;
    }
  }
}
