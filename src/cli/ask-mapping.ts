/** Asks a person about the lines of a proposed mapping that are unclear. */
import type { MappingLine } from '../domain/mapping-lines.js';
import { askedLines, chose, type Proposal } from '../domain/propose-mapping.js';
import { interrupted } from '../errors.js';
import { countWords } from './map-text.js';

/** Asks about one line; answers the key of the choice. */
export type AskLine = (
  line: MappingLine,
  place: { readonly nth: number; readonly of: number },
) => Promise<string>;

/** The proposal with what was answered. Lines that an answer has made pointless are not asked about. */
export async function askMapping(proposal: Proposal, ask: AskLine): Promise<Proposal> {
  const lines = askedLines(proposal);
  let answered = proposal;
  for (const [at, line] of lines.entries()) {
    if (isPointless(line, answered)) continue;
    answered = chose(answered, line.key, await ask(line, { nth: at + 1, of: lines.length }));
  }
  return answered;
}

/** Who a name is does not matter where the property that names is no tag, nor which contacts where none are partners. */
function isPointless({ key }: MappingLine, { lines }: Proposal): boolean {
  const left = (of: string): boolean => lines.some((line) => line.key === of && line.chosen === 'leave');
  return (
    (key.startsWith('tag_value:') && left('tag_property')) ||
    (key.startsWith('people_value:') && left('people'))
  );
}

/** Asks on the terminal, on stderr: stdout is for results. @throws AppError `interrupted` on Ctrl-C. */
export async function askOnTerminal(): Promise<AskLine> {
  const { isCancel, select } = await import('@clack/prompts');
  return async (line, { nth, of }) => {
    const count = line.count === null ? '' : ` (${countWords(line.count)})`;
    const answer = await select({
      message: `${nth}/${of}  ${line.ask ?? ''}\n${line.what}${count}: ${line.why}`,
      options: line.choices.map(({ key, means, detail }) => ({
        value: key,
        label: detail === undefined ? means : `${detail}: ${means}`,
        ...(key === line.chosen ? { hint: 'proposed' } : {}),
      })),
      initialValue: line.chosen,
      maxItems: 12,
      output: process.stderr,
    });
    if (isCancel(answer)) throw interrupted();
    return answer;
  };
}

/** Whether to write; no is no refusal. @throws AppError `interrupted` on Ctrl-C. */
export async function confirmWriting(file: string): Promise<boolean> {
  const { confirm, isCancel } = await import('@clack/prompts');
  const answer = await confirm({ message: `Write ${file}?`, output: process.stderr });
  if (isCancel(answer)) throw interrupted();
  return answer;
}
