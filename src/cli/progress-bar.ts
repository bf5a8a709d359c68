import cliProgress from 'cli-progress';

/** Shows how far a phase is: a bar with rate and time left on a terminal, one line at its end elsewhere. */
export interface Progress {
  /** @param total null where it is not known. */
  update(done: number, total: number | null, words: string): void;
  finish(words: string): void;
}

/** A phase of a command, named as the summary names it. */
export function startProgress(phase: string, say: (text: string) => void, interactive: boolean): Progress {
  const title = `  ${phase.padEnd(10)}`;
  if (!interactive) return { update: () => undefined, finish: (words) => say(`${title}${words}\n`) };
  const began = performance.now();
  const bar = new cliProgress.SingleBar({
    format: (_options, { value, total }, payload: Payload) =>
      title + progressLine({ ...payload, done: value, total, seconds: (performance.now() - began) / 1000 }),
    hideCursor: true,
    clearOnComplete: true,
    stream: process.stderr,
  });
  let started = false;
  return {
    update: (done, total, words) => {
      const payload: Payload = { words, known: total !== null };
      const of = Math.max(done, total ?? done);
      if (!started) bar.start(of, done, payload);
      started = true;
      bar.setTotal(of);
      bar.update(done, payload);
    },
    finish: (words) => {
      if (started) bar.stop();
      say(`${title}${words}\n`);
    },
  };
}

interface Payload {
  readonly words: string;
  /** Whether the total is more than what is done so far. */
  readonly known: boolean;
}

interface Line extends Payload {
  readonly done: number;
  readonly total: number;
  readonly seconds: number;
}

const WIDTH = 24;

/** "████░░░░ 33%  410 of 1,230 deals  102/s, 8 s left"; without a total, what is done and how fast. */
export function progressLine({ done, total, known, words, seconds }: Line): string {
  const number = (count: number): string => Math.round(count).toLocaleString('en-US');
  const rate = seconds > 0 ? done / seconds : 0;
  const speed = `${number(rate)}/s`;
  if (!known) return `${number(done)} ${words}  ${speed}`;
  const share = total === 0 ? 1 : done / total;
  const filled = Math.round(share * WIDTH);
  const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
  const left = rate > 0 && done < total ? `, ${timeLeft((total - done) / rate)} left` : '';
  return `${bar} ${Math.floor(share * 100)}%  ${number(done)} of ${number(total)} ${words}  ${speed}${left}`;
}

const timeLeft = (seconds: number): string =>
  seconds < 60 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
