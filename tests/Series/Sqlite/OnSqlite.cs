using Dcmon.TimeSeries.Tests.Storage;

namespace Dcmon.TimeSeries.Tests.Sqlite;

public sealed class AppendOnSqlite() : AppendTests(new SqliteKind());

public sealed class ScanOnSqlite() : ScanTests(new SqliteKind());

public sealed class SealOnSqlite() : SealTests(new SqliteKind());

public sealed class LateOnSqlite() : LateTests(new SqliteKind());

public sealed class MergeOnSqlite() : MergeTests(new SqliteKind());

public sealed class RetentionOnSqlite() : RetentionTests(new SqliteKind());

public sealed class ExtrasOnSqlite() : ExtrasTests(new SqliteKind());

public sealed class ExtrasRetentionOnSqlite() : ExtrasRetentionTests(new SqliteKind());

public sealed class SourceOnSqlite() : SourceTests(new SqliteKind());
