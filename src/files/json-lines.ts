/** Where in a JSON file something stands. */
import { findNodeAtLocation, type Node } from 'jsonc-parser';

/** The line of a place in a text, from 1; a carriage return before the line feed belongs to its line. */
export const lineOfOffset = (text: string, offset: number): number =>
  text.slice(0, offset).split('\n').length;

/**
 * The line on which the value of a path begins, or its key; of what is not there, that of the nearest that holds it.
 * @param tree of the text.
 */
export function lineOfPath(text: string, tree: Node, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(tree, path.slice(0, length));
    if (node !== undefined)
      return lineOfOffset(text, node.parent?.type === 'property' ? node.parent.offset : node.offset);
  }
  return lineOfOffset(text, tree.offset);
}
