import { Comment, Converter, ReflectionKind } from "typedoc";

// Every error class of the house has these two members with the same meaning, so it is said once, here.
const MEANINGS = new Map([
  ["name", "Name of this class."],
  ["code", "Tells this error from the others of its union; as stable as the name of an export."],
]);

/** TypeDoc plugin: documents `name` and `code` of classes that extend Error, unless they say it themselves. */
export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const declared of project.getReflectionsByKind(ReflectionKind.Class)) {
      if (!declared.extendedTypes?.some((type) => type.name === "Error")) continue;
      for (const member of declared.children ?? []) {
        const meaning = MEANINGS.get(member.name);
        if (meaning !== undefined) member.comment ??= new Comment([{ kind: "text", text: meaning }]);
      }
    }
  });
}
