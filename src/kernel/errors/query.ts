import type { ErrorTable } from './entry.ts';

/**
 * What Graph says of a query that it does not take. Texts with a source were seen in its documentation or in public
 * issues (named beside them); those marked `guess` are only believed.
 */
export const queryErrors = {
  // github.com/microsoftgraph/microsoft-graph-docs/issues/9279
  GraphSkipUnsupported: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: "'$skip' is not supported by the service.",
  },
  // github.com/microsoftgraph/microsoft-graph-docs/issues/96
  GraphExpandMany: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'The result of parsing $expand contained at least {count} items, but the maximum allowed is 1.',
  },
  // github.com/microsoftgraph/microsoft-graph-docs/issues/18615
  GraphExpandLevels: {
    status: 400,
    wireCode: 'Request_UnsupportedQuery',
    message:
      "Transitive manager's list is only supported on a single user, send the $expand request on /users/{id} endpoint",
  },
  // learn.microsoft.com/graph/query-parameters, "Error handling for query parameters"
  GraphExpandUnsupported: {
    status: 400,
    wireCode: 'ExpandNotSupported',
    message: "Expand is not allowed for property '{property}' according to the entity schema.",
  },
  // Microsoft.OData.Core
  GraphOptionTwice: {
    status: 400,
    wireCode: 'BadRequest',
    message: "Query option '{option}' was specified more than once, but it must be specified at most once.",
  },
  // guess: the older directory API said so
  GraphOptionUnknown: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: "Unrecognized query argument specified: '{option}'.",
  },
  // Microsoft.OData.Core
  GraphOptionValue: {
    status: 400,
    wireCode: 'BadRequest',
    message: "Invalid value '{value}' for {option} query option found. {expected}",
  },
  // Microsoft.OData.Core
  GraphFormatUnsupported: {
    status: 415,
    wireCode: 'UnsupportedMediaType',
    message:
      "A supported MIME type could not be found that matches the acceptable MIME types for the request. The supported type(s) 'application/json' do not match any of the acceptable MIME types '{format}'.",
  },
  // github.com/microsoftgraph/microsoft-graph-docs/issues/21098
  GraphFilterClauses: {
    status: 400,
    wireCode: 'Request_UnsupportedQuery',
    message:
      "Too many child clauses specified in search filter expression containing '{operator}' operators: {count}. Max allowed: {most}",
  },
  // github.com/microsoftgraph/microsoft-graph-docs/issues/3641
  GraphFilterHeight: {
    status: 400,
    wireCode: 'Request_UnsupportedQuery',
    message: 'search filter expression has excessive height: {height}. Max allowed: {most}',
  },
  // Microsoft.OData.Core; that the directory has this limit is a guess
  GraphFilterNodes: {
    status: 400,
    wireCode: 'BadRequest',
    message:
      "The node count limit of '{most}' has been exceeded. To increase the limit, set the 'MaxNodeCount' property on EnableQueryAttribute or ODataValidationSettings.",
  },
  // github.com/microsoftgraph/microsoft-graph-docs/issues/16382, of the lambda `all`
  GraphFilterNotSupported: { status: 400, wireCode: 'BadRequest', message: 'Filter not supported.' },
  // github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/8578, of `contains`
  GraphFilterOperator: {
    status: 400,
    wireCode: 'Request_UnsupportedQuery',
    message: "Filter operator '{operator}' is not supported.",
  },
  // Microsoft.OData.Core
  GraphFilterFunction: {
    status: 400,
    wireCode: 'BadRequest',
    message:
      "Invalid filter clause: An unknown function with name '{name}' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.",
  },
  // learn.microsoft.com/graph/aad-advanced-queries, "Error handling for advanced queries"
  GraphFilterNotIndexed: {
    status: 400,
    wireCode: 'Request_UnsupportedQuery',
    message: 'The request uses a filter property that is not indexed',
  },
  // github.com/microsoftgraph/microsoft-graph-docs/issues/13942
  GraphFilterComplex: {
    status: 400,
    wireCode: 'Request_UnsupportedQuery',
    message: 'Complex query on property {property} is not supported.',
  },
  // learn.microsoft.com/graph/aad-advanced-queries, "Error handling for advanced queries"
  GraphQueryUnsupported: {
    status: 400,
    wireCode: 'Request_UnsupportedQuery',
    message: 'Unsupported Query.',
  },
  // github.com/microsoftgraph/msgraph-sdk-javascript/issues/525
  GraphSearchSyntax: {
    status: 400,
    wireCode: 'BadRequest',
    message: "Syntax error: character '{character}' is not valid at position {position} in '{search}'.",
  },
  // Microsoft.OData.Core
  GraphSearchUnterminated: {
    status: 400,
    wireCode: 'BadRequest',
    message: "There is an unterminated string literal at position {position} in '{search}'.",
  },
  // Microsoft.OData.Core
  GraphSearchIncomplete: {
    status: 400,
    wireCode: 'BadRequest',
    message: "Expression expected at position {position} in '{search}'.",
  },
  // guess
  GraphSearchClause: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: "Invalid search clause '{clause}': it must be of the form '<property>:<text to search>'.",
  },
  // guess
  GraphSearchProperty: {
    status: 400,
    wireCode: 'Request_UnsupportedQuery',
    message: "Unsupported or invalid search clause specified for property '{property}' of resource '{type}'.",
  },
  // guess
  GraphUriTooLong: {
    status: 414,
    wireCode: 'RequestUriTooLong',
    message: 'The request URI is longer than {most} characters.',
  },
  // guess
  GraphTooBusy: {
    status: 503,
    wireCode: 'ServiceUnavailable',
    message: 'The service is temporarily unavailable: too many queries are waiting. Try again later.',
  },
  // guess
  GraphTimeout: {
    status: 504,
    wireCode: 'GatewayTimeout',
    message: 'The query took too long and was given up.',
  },
} as const satisfies ErrorTable;
