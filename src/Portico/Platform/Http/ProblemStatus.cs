using Portico.Platform.Operations;

namespace Portico.Platform.Http;

/// <summary>The HTTP status of each kind of problem.</summary>
public static class ProblemStatus
{
    public static int StatusCode(this Problem problem) =>
        problem switch
        {
            NotFound => StatusCodes.Status404NotFound,
            Unauthenticated => StatusCodes.Status401Unauthorized,
            Forbidden => StatusCodes.Status403Forbidden,
            Conflict => StatusCodes.Status409Conflict,
            Unprocessable => StatusCodes.Status422UnprocessableEntity,
            TooOften => StatusCodes.Status429TooManyRequests,
            Unavailable => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status400BadRequest,
        };
}
