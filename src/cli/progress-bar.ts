import cliProgress from 'cli-progress';

/** Shows how far a phase is: a bar on a terminal, one line at its end elsewhere. */
export interface Progress {
  update(done: number, total: number, words: string): void;
  finish(words: string): void;
}

/** A phase of a command, named as the summary names it. */
export function startProgress(phase: string, say: (text: string) => void, interactive: boolean): Progress {
  const title = `  ${phase.padEnd(10)}`;
  if (!interactive) return { update: () => undefined, finish: (words) => say(`${title}${words}\n`) };
  const bar = new cliProgress.SingleBar({
    format: `${title}{bar} {percentage}%  {words}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    stream: process.stderr,
  });
  let started = false;
  return {
    update: (done, total, words) => {
      if (!started) bar.start(total, done, { words });
      started = true;
      bar.setTotal(total);
      bar.update(done, { words });
    },
    finish: (words) => {
      if (started) bar.stop();
      say(`${title}${words}\n`);
    },
  };
}
