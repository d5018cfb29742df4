namespace Dcmon.TimeSeries.Sql;

/// <summary>Finds the schemas of series that are gone: nothing names them any more.</summary>
internal static class UnusedSchemas
{
    /// <summary>Schemas that were not used since then and that no block and no report names.</summary>
    public static HashSet<long> Find(SqlSession session, long since)
    {
        var candidates = Ids(session, "SELECT id FROM schema WHERE seen < @since", ("@since", since));
        if (candidates.Count == 0) return candidates;
        candidates.ExceptWith(Ids(session, "SELECT DISTINCT schema FROM block"));
        candidates.ExceptWith(Ids(session, "SELECT DISTINCT schema FROM damaged_block"));
        // Reports stay in the log for hours only, unless something is wrong: reading all of it is seldom needed.
        if (candidates.Count > 0) candidates.ExceptWith(Ids(session, "SELECT DISTINCT schema FROM report"));
        return candidates;
    }

    private static HashSet<long> Ids(SqlSession session, string sql, params ReadOnlySpan<(string, object)> values)
    {
        var ids = new HashSet<long>();
        using var rows = session.Command(sql, values).ExecuteReader();
        while (rows.Read())
            ids.Add(rows.GetInt64(0));
        return ids;
    }
}
