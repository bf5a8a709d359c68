/** Finds the names of a portal's own things in source text: as a text, in markup, or as a property that is read. */
import ts from 'typescript';

/** One place of a file that says a name. */
export interface NamedAt {
  readonly line: number;
  readonly name: string;
}

/** Every place at which a file says one of the names, whole; comments may. */
export function namesIn(file: string, source: string, names: ReadonlySet<string>): readonly NamedAt[] {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, kindOf(file));
  const found: NamedAt[] = [];
  const visit = (node: ts.Node): void => {
    const name = textOf(node);
    if (name !== null && names.has(name.trim())) {
      const { line } = parsed.getLineAndCharacterOfPosition(node.getStart(parsed));
      found.push({ line: line + 1, name: name.trim() });
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return found;
}

const kindOf = (file: string): ts.ScriptKind =>
  file.endsWith('x') ? ts.ScriptKind.TSX : file.endsWith('js') ? ts.ScriptKind.JS : ts.ScriptKind.TS;

function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isJsxText(node))
    return node.text;
  if (!ts.isPropertyAccessExpression(node)) return null;
  // `record.properties.dealstage`, `deal.properties.dealstage`
  const of = node.expression;
  const isValues = ts.isPropertyAccessExpression(of) && of.name.text === 'properties';
  return isValues || (ts.isIdentifier(of) && of.text === 'properties') ? node.name.text : null;
}
