import { ESLintUtils } from "@typescript-eslint/utils";

const RESULT_CLASSES = new Set(["Ok", "Err", "ResultAsync"]);

/** Reports a statement whose value is a neverthrow Result that nobody reads: an expected failure would vanish. */
export const mustUseResult = {
  meta: {
    type: "problem",
    schema: [],
    messages: { dropped: "This Result is dropped: return it, match it, or branch on isErr()." },
  },
  create(context) {
    const services = ESLintUtils.getParserServices(context);

    const isDeclaredByNeverthrow = (symbol) =>
      (symbol.declarations ?? []).some((declaration) => declaration.getSourceFile().fileName.includes("/neverthrow/"));

    const isResult = (type) => {
      if (type.isUnion()) return type.types.some(isResult);
      const symbol = type.symbol;
      return symbol !== undefined && RESULT_CLASSES.has(symbol.name) && isDeclaredByNeverthrow(symbol);
    };

    return {
      ExpressionStatement(node) {
        let expression = node.expression;
        if (expression.type === "AssignmentExpression") return;
        if (expression.type === "UnaryExpression" && expression.operator === "void") expression = expression.argument;
        if (isResult(services.getTypeAtLocation(expression))) context.report({ node, messageId: "dropped" });
      },
    };
  },
};
