import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";

import ts from "typescript";

/**
 * Prints what a module exports: the exported declarations by name, then the ones they mention without exporting them.
 *
 * The module is given by what users write (`specifier`) and its built declarations (`types`, a file).
 */
export function publicSurface({ specifier, types }) {
  if (!existsSync(types)) throw new Error(`${types} is missing: run npm run build first`);
  const program = openDeclarations(types);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(resolve(types));
  const moduleSymbol = checker.getSymbolAtLocation(source);
  const exported = (moduleSymbol === undefined ? [] : checker.getExportsOfModule(moduleSymbol)).map((symbol) => ({
    name: symbol.name,
    symbol: followAlias(checker, symbol),
  }));
  const mentioned = mentionedBy(
    checker,
    exported.map(({ symbol }) => symbol),
  ).map((symbol) => ({ name: symbol.name, symbol }));
  const print = (entries) => entries.sort(byName).flatMap(({ name, symbol }) => printSymbol(name, symbol));
  return [
    `// What ${specifier} exports. Written by npm run api.`,
    ...print(exported),
    ...(mentioned.length > 0 ? ["// Not exported, but part of the types above."] : []),
    ...print(mentioned),
  ]
    .map((block) => `${block}\n`)
    .join("\n");
}

/** Loads the declarations of one package alone: other modules and the standard library are names here, no more. */
function openDeclarations(entry) {
  const options = { noLib: true, types: [], target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext };
  const host = ts.createCompilerHost(options);
  host.resolveModuleNameLiterals = (literals, importer) =>
    literals.map(({ text }) => {
      const file = resolve(dirname(importer), text.replace(/\.js$/, ".d.ts"));
      const isLocal = text.startsWith(".") && existsSync(file);
      return {
        resolvedModule: isLocal
          ? { resolvedFileName: file, extension: ".d.ts", isExternalLibraryImport: false }
          : undefined,
      };
    });
  return ts.createProgram([resolve(entry)], options, host);
}

/** The symbols that the given ones need to be understood: declared in the same files, and reached step by step. */
function mentionedBy(checker, symbols) {
  const seen = new Set(symbols);
  const queue = [...symbols];
  for (let symbol = queue.pop(); symbol !== undefined; symbol = queue.pop()) {
    for (const declaration of symbol.declarations ?? []) {
      forEachIdentifier(declaration, (identifier) => {
        const used = followAlias(checker, checker.getSymbolAtLocation(identifier));
        if (used === undefined || seen.has(used) || !isTopLevel(used)) return;
        seen.add(used);
        queue.push(used);
      });
    }
  }
  return [...seen].slice(symbols.length);
}

function forEachIdentifier(node, visit) {
  if (ts.isIdentifier(node)) visit(node);
  ts.forEachChild(node, (child) => forEachIdentifier(child, visit));
}

function isTopLevel(symbol) {
  const [declaration] = symbol.declarations ?? [];
  if (declaration === undefined) return false;
  const statement = statementOf(declaration);
  return ts.isSourceFile(statement.parent) && !ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement);
}

function followAlias(checker, symbol) {
  const isAlias = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  const target = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
  // A name from another package resolves to nothing here; its import or re-export stands for it.
  return target?.declarations === undefined ? symbol : target;
}

function printSymbol(name, symbol) {
  const [first] = symbol.declarations ?? [];
  if (first !== undefined && ts.isExportSpecifier(first)) return [printReExport(name, first)];
  const printer = ts.createPrinter({ removeComments: true });
  const texts = (symbol.declarations ?? []).map((declaration) => {
    const statement = statementOf(declaration);
    return printer.printNode(ts.EmitHint.Unspecified, statement, declaration.getSourceFile());
  });
  return name === symbol.name ? texts : [...texts, `export { ${symbol.name} as ${name} };`];
}

/** A name of another package that this one passes on. */
function printReExport(name, specifier) {
  const origin = specifier.parent.parent.moduleSpecifier;
  return `export { ${name} }${origin === undefined ? "" : ` from ${origin.getText()}`};`;
}

/** `const a: A, b: B` declares two symbols in one statement; every other declaration is its own statement. */
function statementOf(declaration) {
  return ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
}

function byName(a, b) {
  return a.name < b.name ? -1 : 1;
}
