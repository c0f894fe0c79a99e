/** ARM's templates, in lower case; `:name` stands for one segment. */
export const groupPath = '/subscriptions/:subscription/resourcegroups/:group';
export const accountPath = `${groupPath}/providers/microsoft.automation/automationaccounts/:account`;
