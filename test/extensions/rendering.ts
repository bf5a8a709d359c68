/** What tests of cards share: a transport that answers when the test says so, HubSpot's actions noted, words in order. */
import { Button, LoadingButton } from '@hubspot/ui-extensions';
import type {
  RenderedElementNode,
  RenderedFragmentNode,
  RenderedRootNode,
  RenderedTextNode,
} from '@hubspot/ui-extensions/testing';

import type { Ask, Asked, Parameters } from '../../extensions/ask.js';
import type { RecordActions } from '../../extensions/deal-card/acting.js';

export interface HeldQuestion {
  readonly name: Asked;
  readonly parameters: Parameters;
  readonly answer: (value: unknown) => void;
  readonly fail: () => void;
}

/** A transport that a test answers when it wants to. */
export const heldTransport = (): { readonly ask: Ask; readonly asked: readonly HeldQuestion[] } => {
  const asked: HeldQuestion[] = [];
  const ask: Ask = (name, parameters) =>
    new Promise<unknown>((resolve, reject) => {
      asked.push({ name, parameters, answer: resolve, fail: () => reject(new Error('timed out, log 7f3a')) });
    });
  return { ask, asked };
};

/** A transport that answers each handler by its name, and notes what it was asked. */
export const answeringTransport = (
  answers: Readonly<Partial<Record<Asked, (parameters: Parameters) => unknown>>>,
): { readonly ask: Ask; readonly asked: readonly { name: Asked; parameters: Parameters }[] } => {
  const asked: { name: Asked; parameters: Parameters }[] = [];
  const ask: Ask = (name, parameters) => {
    asked.push({ name, parameters });
    return Promise.resolve(answers[name]?.(parameters));
  };
  return { ask, asked };
};

/** HubSpot's actions, noted as they are called. */
export const notedActions = (): RecordActions & { readonly called: readonly string[] } => {
  const called: string[] = [];
  return {
    called,
    addAlert: ({ title, message }) => void called.push(`alert ${title}: ${message}`),
    refreshObjectProperties: () => void called.push('refresh'),
    closeOverlay: (id) => void called.push(`close ${id}`),
  };
};

type Findable = Pick<RenderedRootNode, 'findAll' | 'childNodes'>;

/** The button with that text. */
export const buttonOf = (node: Pick<Findable, 'findAll'>, text: string): RenderedElementNode => {
  const buttons = [...node.findAll(Button), ...node.findAll(LoadingButton)];
  const found = buttons.find((button) => button.text === text);
  if (found === undefined) throw new Error(`there is no button “${text}”`);
  return found as unknown as RenderedElementNode;
};

/** The dialog behind a button. */
export const overlayOf = (button: RenderedElementNode): RenderedFragmentNode => {
  const { overlay } = button.props as { readonly overlay?: RenderedFragmentNode };
  if (overlay === undefined) throw new Error('the button opens nothing');
  return overlay;
};

/** Every word under a node, in the order in which it is read. */
export const wordsOf = (node: Pick<RenderedRootNode, 'childNodes'> | RenderedTextNode): string =>
  'childNodes' in node ? node.childNodes.map(wordsOf).join(' ') : node.text;

/** Effects and promises have had their turn. */
export const nextTurn = (): Promise<unknown> => new Promise((resolve) => setImmediate(resolve));

/** Waits for what changes nothing on the card, which `waitFor` would not notice; the test's own limit ends it. */
export const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await nextTurn();
};
