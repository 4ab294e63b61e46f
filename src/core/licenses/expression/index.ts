export type {
  AdditionNode,
  CompoundNode,
  Expression,
  ExpressionNode,
  ExpressionProblem,
  LicenseNode,
  ProblemCode,
  ReferenceNode,
  SpecialNode,
  Token,
  WithNode,
} from './ast';
export { completionAt, type ExpressionCompletion } from './completion';
export { problemMessage } from './messages';
export { parseExpression } from './parse';
export { additionsIn, licensesIn, namesIn } from './walk';
