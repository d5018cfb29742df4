using Dcmon.Load.Cli;

return await LoadCommand.RunAsync(args);
